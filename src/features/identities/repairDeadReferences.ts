import * as vscode from "vscode";
import { resourceName } from "../../identity/resourceId";
import type { DeadReferenceDeps, RepairDeadReferencesDeps } from "./deps";
import { selectedNodes } from "../changeIdentities/changeTargets";
import { type DeadReference, deadReferences, repairsOf } from "./deadReferenceRepairs";
import { lookForReferences, pickReferences } from "./pickReferences";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { goOnWith } from "../../ui/prompts";
import { formatNames } from "../../ui/words/change";
import { notifyInformation } from "../../ui/shown/messages";

function notifyNone(deps: DeadReferenceDeps): void {
  const unknown = [...deps.usage.current.uses.values()].filter(
    ([use]) => use !== undefined && deps.deadReferences.state(use.spelling).kind === "unknown",
  );
  void notifyInformation(
    unknown.length === 0
      ? vscode.l10n.t("No resource refers to an identity that's known to be deleted.")
      : vscode.l10n.t(
          "No resource refers to an identity that's known to be deleted. Couldn't check whether {0} still exist.",
          formatNames(unknown.map(([use]) => resourceName(use?.spelling ?? ""))),
        ),
  );
}

/** Finds identities that resources list and that no longer exist, and takes them off: of what was clicked, or of all that are picked. */
export async function repairDeadReferences(
  deps: RepairDeadReferencesDeps,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const nodes = selectedNodes(argument, selection);
  const found = await lookForReferences(deps, vscode.l10n.t("Looking for dead references"), () =>
    deadReferences(deps, nodes),
  );
  if (found.length === 0) {
    notifyNone(deps);
    return;
  }
  const title = vscode.l10n.t("Repair dead references");
  const placeholder = vscode.l10n.t("Resources to remove deleted identities from");
  const detail = ({ deadIds }: DeadReference): string =>
    vscode.l10n.t("still lists deleted identities: {0}", formatNames(deadIds.map(resourceName)));
  const ask = () => pickReferences(deps, found, { title, placeholder, detail });
  await goOnWith(nodes.length > 0 ? found : undefined, ask, async (wanted, { canGoBack }) => {
    const targets = await withCancellableProgress(vscode.l10n.t("Checking that they're deleted"), (signal) =>
      repairsOf(deps, wanted, signal),
    );
    if (targets.length === 0) {
      void notifyInformation(vscode.l10n.t("No repair needed: the selected identities exist again."));
      return;
    }
    await deps.changeIdentities(targets, { origin: { kind: "repair" }, canGoBack });
  });
}
