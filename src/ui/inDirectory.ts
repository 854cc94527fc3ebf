import type { SignIn, Tenant } from "../azure/accounts";
import { AzureError } from "../azure/azureError";
import { withCancellableProgress } from "./cancellableProgress";
import { PromptCancelled } from "./prompts";

/** What asking for a sign-in to the directory works with. */
export interface DirectoryDeps {
  readonly signIn: Pick<SignIn, "signIn">;
}

/**
 * Runs a task that needs the directory (Microsoft Graph). Its own scope is asked for only here, and the user is asked to sign in for it
 * only where it cannot be had silently.
 * @throws PromptCancelled where they do not, AzureError
 */
export async function inDirectory<Result>(
  deps: DirectoryDeps,
  tenant: Tenant,
  title: string,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  try {
    return await withCancellableProgress(title, task);
  } catch (error) {
    if (!AzureError.is(error, "notSignedIn")) {
      throw error;
    }
    if (!(await deps.signIn.signIn(tenant, "directory"))) {
      throw new PromptCancelled();
    }
    return await withCancellableProgress(title, task);
  }
}
