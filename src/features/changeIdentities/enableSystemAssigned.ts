import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { changeAlike } from "./batchChange";
import { resolveTargets } from "./batchTargets";

/** Enables the system-assigned identity of resources. A Flexible scale set is offered too: the refusal is explained there. */
export async function enableSystemAssigned(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const title = vscode.l10n.t("Enable system-assigned identity");
  const targets = await resolveTargets(
    app,
    node,
    nodes,
    title,
    ({ identity }) => identity.kind === "state" && identity.state.systemAssigned === undefined,
  );
  await changeAlike(app, targets, { kind: "enableSystemAssigned" });
}
