import * as vscode from "vscode";
import { KEEPS_FOCUS } from "../../ui/revealRequests";
import { findListedTarget, notifyNotListed, resourceIdOfArgument } from "../../ui/steps/targets";
import { notifyInformation } from "../../ui/shown/messages";
import type { RevealDeps } from "./deps";

/** Shows the resource of a node in the view of resources. Says so where it is not there, or hidden by the filter. */
export async function showInResources(deps: RevealDeps, argument?: unknown, focus?: unknown): Promise<void> {
  const id = resourceIdOfArgument(argument);
  if (id === undefined) {
    return;
  }
  const listed = await findListedTarget(deps, id);
  if (listed === undefined) {
    void notifyNotListed(id);
    return;
  }
  const { resource } = listed;
  if (!deps.resourceFilter.matches(resource)) {
    const clear = vscode.l10n.t("Clear Filter");
    if ((await notifyInformation(vscode.l10n.t("The filter hides {0}.", resource.name), clear)) !== clear) {
      return;
    }
    deps.resourceFilter.set("");
  }
  deps.revealRequests.request({ kind: "resource", id: resource.id, focus: focus !== KEEPS_FOCUS });
}
