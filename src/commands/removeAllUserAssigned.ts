import * as vscode from "vscode";
import type { App } from "../ui/app";
import { changeIdentities } from "../ui/flows/changeIdentities";
import { resolveTarget } from "../ui/flows/targets";

/** Removes every user-assigned identity from a resource; the system-assigned one stays. */
export async function removeAllUserAssigned(app: App, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Remove all user-assigned identities");
  const target = await resolveTarget(
    app,
    node,
    title,
    ({ identity }) => identity.kind === "state" && identity.state.userAssigned.length > 0,
  );
  await changeIdentities(app, target, { kind: "removeAllUserAssigned" });
}
