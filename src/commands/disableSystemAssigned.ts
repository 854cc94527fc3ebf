import * as vscode from "vscode";
import type { App } from "../ui/app";
import { changeIdentities } from "../ui/flows/changeIdentities";
import { resolveTarget } from "../ui/flows/targets";

/** Disables the system-assigned identity of a resource, for good. */
export async function disableSystemAssigned(app: App, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Disable system-assigned identity");
  const target = await resolveTarget(
    app,
    node,
    title,
    ({ identity }) => identity.kind === "state" && identity.state.systemAssigned !== undefined,
  );
  await changeIdentities(app, target, { kind: "disableSystemAssigned" });
}
