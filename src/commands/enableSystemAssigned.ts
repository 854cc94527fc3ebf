import * as vscode from "vscode";
import type { App } from "../ui/app";
import { changeIdentities } from "../ui/flows/changeIdentities";
import { resolveTarget } from "../ui/flows/targets";

/** Enables the system-assigned identity of a resource. A Flexible scale set is offered too: the refusal is explained there. */
export async function enableSystemAssigned(app: App, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Enable system-assigned identity");
  const target = await resolveTarget(
    app,
    node,
    title,
    ({ identity }) => identity.kind === "state" && identity.state.systemAssigned === undefined,
  );
  await changeIdentities(app, target, { kind: "enableSystemAssigned" });
}
