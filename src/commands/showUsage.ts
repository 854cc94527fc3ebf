import * as vscode from "vscode";
import type { App } from "../ui/app";
import { resolveIdentity } from "../ui/flows/identityTargets";
import { asNode } from "../ui/flows/targets";
import { pickUse } from "../ui/flows/usageList";
import { showProperties } from "./showProperties";

/** Shows which resources use an identity, and then the properties of the one that is picked. */
export async function showUsage(app: App, argument?: unknown): Promise<void> {
  const node = asNode(argument);
  const identityId =
    node !== undefined && "identityId" in node
      ? node.identityId
      : (await resolveIdentity(app, argument, vscode.l10n.t("Show where an identity is used"))).identity.id;
  await showProperties(app, await pickUse(app, identityId));
}
