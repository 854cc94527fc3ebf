import type { Tenant } from "../../azure/accounts";
import type { App } from "../../ui/app";
import { asNode } from "../../ui/steps/targets";

/** The directory that a failure in the tree is about. */
function tenantOf(app: App, argument: unknown): Tenant | undefined {
  const node = asNode(argument);
  const { state } = app.inventory;
  if (node?.kind !== "failure" || state.kind !== "loaded") {
    return undefined;
  }
  const failure = state.listing.failures.find(
    ({ account, tenant }) => `${account.id}/${tenant?.tenantId ?? ""}` === node.source,
  );
  return failure?.tenant;
}

/** Lets the person sign in, to one directory where a failure of it was chosen; everything is listed anew then. */
export async function signIn(app: App, argument?: unknown): Promise<void> {
  if (await app.signIn.signIn(tenantOf(app, argument))) {
    await app.inventory.load();
  }
}
