import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { findIdentityTarget, resolveIdentity } from "../../ui/steps/identityTargets";
import { asNode } from "../../ui/steps/targets";
import { pickUse } from "./usageList";

/**
 * Shows which resources use an identity: opens its node in the view of identities. One whose subscription cannot be seen has none
 * there: its uses are listed, and the one that is picked is shown in the view of resources.
 */
export async function showUsage(app: App, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  const id =
    node !== undefined && "identityId" in node
      ? node.identityId
      : (await resolveIdentity(app, argument, vscode.l10n.t("Show where an identity is used"))).identity.id;
  const hasNode = findIdentityTarget(app, id) !== undefined || app.deadReferences.state(id).kind === "dead";
  app.reveals.request(
    hasNode ? { kind: "identity", id, focus: true } : { kind: "resource", id: await pickUse(app, id), focus: true },
  );
}
