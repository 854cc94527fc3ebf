import { AzureError } from "../azureError";
import type { ArmConnection } from "./armConnection";

/** Whether there is something at a path: one GET. @throws AzureError where the answer is neither yes nor no */
export async function exists(connection: ArmConnection, path: string, signal: AbortSignal): Promise<boolean> {
  try {
    await connection.get(connection.url(path), signal);
    return true;
  } catch (error) {
    // Whatever its text names: nothing else is asked for.
    if (AzureError.is(error) && error.answer?.status === 404) {
      return false;
    }
    throw error;
  }
}

/**
 * A PUT replaces: it would take the tags of an identity, or the trust of a credential, that is already there, and a user who creates
 * does not mean that one.
 * @throws AzureError `invalid` with the target `name` where there is one
 */
export async function refuseExisting(connection: ArmConnection, path: string, signal: AbortSignal): Promise<void> {
  if (await exists(connection, path, signal)) {
    throw new AzureError({ reason: "invalid", target: "name" });
  }
}
