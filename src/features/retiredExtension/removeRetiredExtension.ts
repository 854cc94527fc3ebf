import * as vscode from "vscode";
import type { App } from "../../ui/app";
import { resolveTargets } from "../changeIdentities/batchTargets";
import { removeRetired } from "./retiredExtension";

/** Removes the retired managed identity extension from the resources that are known to carry it. */
export async function removeRetiredExtension(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const title = vscode.l10n.t("Remove the retired extension");
  const { retiredExtensions } = app;
  const targets = await resolveTargets(
    app,
    node,
    nodes,
    title,
    (resource) => retiredExtensions.state(resource).kind === "carries",
  );
  await removeRetired(app, targets);
}
