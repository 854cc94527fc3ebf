import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { changeAlike } from "./batchChange";
import { resolveTargets } from "./batchTargets";

/** Disables the system-assigned identity of resources, for good. */
export async function disableSystemAssigned(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const title = vscode.l10n.t("Disable system-assigned identity");
  const targets = await resolveTargets(
    app,
    node,
    nodes,
    title,
    ({ identity }) => identity.kind === "state" && identity.state.systemAssigned !== undefined,
  );
  await changeAlike(app, targets, { kind: "disableSystemAssigned" });
}
