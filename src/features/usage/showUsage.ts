import * as vscode from "vscode";
import type { ShowUsageDeps } from "./deps";
import { findIdentityTarget, resolveIdentity } from "../../ui/steps/identityTargets";
import { completeFirstStep } from "../../ui/firstSteps";
import { asNode } from "../../ui/steps/targets";
import { pickUse } from "./usageList";

/**
 * Shows which resources use an identity: opens its node in the view of identities. One whose subscription cannot be seen has none
 * there: its uses are listed, and the one that is picked is shown in the view of resources.
 */
export async function showUsage(deps: ShowUsageDeps, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  const id =
    node !== undefined && "identityId" in node
      ? node.identityId
      : (await resolveIdentity(deps, argument, vscode.l10n.t("Show where an identity is used"))).identity.id;
  completeFirstStep("usage");
  const hasNode = findIdentityTarget(deps, id) !== undefined || deps.deadReferences.state(id).kind === "dead";
  deps.revealRequests.request(
    hasNode ? { kind: "identity", id, focus: true } : { kind: "resource", id: await pickUse(deps, id), focus: true },
  );
}
