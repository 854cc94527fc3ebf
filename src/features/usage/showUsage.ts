import * as vscode from "vscode";
import type { ShowUsageDeps } from "./deps";
import { findIdentityTarget, withIdentity } from "../../ui/steps/identityTargets";
import { completeFirstStep } from "../../ui/firstSteps";
import { asNode } from "../../ui/steps/targets";
import { pickUse } from "./usageList";

/**
 * Shows which resources use an identity: opens its node in the view of identities. One whose subscription cannot be seen has none
 * there: its uses are listed, and the one that is picked is shown in the view of resources.
 */
export async function showUsage(deps: ShowUsageDeps, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  const id = node !== undefined && "identityId" in node ? node.identityId : undefined;
  if (id !== undefined) {
    await reveal(deps, id);
    return;
  }
  await withIdentity(deps, argument, vscode.l10n.t("Show where an identity is used"), ({ identity }) =>
    reveal(deps, identity.id),
  );
}

async function reveal(deps: ShowUsageDeps, id: string): Promise<void> {
  completeFirstStep("usage");
  const hasNode = findIdentityTarget(deps, id) !== undefined || deps.deadReferences.state(id).kind === "dead";
  deps.revealRequests.request(
    hasNode ? { kind: "identity", id, focus: true } : { kind: "resource", id: await pickUse(deps, id), focus: true },
  );
}
