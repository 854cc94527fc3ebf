import type { Tenant } from "../../azure/accounts";
import type { SignInDeps } from "./deps";
import { asNode } from "../../ui/steps/targets";

/** The directory that a failure in the tree is about. */
function tenantOf(deps: Pick<SignInDeps, "inventory">, argument: unknown): Tenant | undefined {
  const node = asNode(argument);
  const { state } = deps.inventory;
  if (node?.kind !== "failure" || state.kind !== "loaded") {
    return undefined;
  }
  const failure = state.listing.failures.find(
    ({ account, tenant }) => `${account.id}/${tenant?.tenantId ?? ""}` === node.source,
  );
  return failure?.tenant;
}

/** Lets the user sign in, to one directory where a failure of it was chosen; everything is listed anew then. */
export async function signIn(deps: SignInDeps, argument?: unknown): Promise<void> {
  if (await deps.signIn.signIn(tenantOf(deps, argument))) {
    await deps.inventory.load();
  }
}
