import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { changeAlike } from "./batchChange";
import { resolveTargets } from "./batchTargets";

/** Removes every user-assigned identity from resources; the system-assigned one stays. */
export async function removeAllUserAssigned(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const title = vscode.l10n.t("Remove all user-assigned identities");
  const targets = await resolveTargets(
    app,
    node,
    nodes,
    title,
    ({ identity }) => identity.kind === "state" && identity.state.userAssigned.length > 0,
  );
  await changeAlike(app, targets, { kind: "removeAllUserAssigned" });
}
