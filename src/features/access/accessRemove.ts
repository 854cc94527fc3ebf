import * as vscode from "vscode";
import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import type { RemoveAssignmentsDeps } from "./deps";
import { PromptCancelled } from "../../ui/prompts";
import { describeAssignments, describeRemoved, describeTokenDelay } from "../../ui/words/access";
import { describeFailure } from "../../ui/words/failure";
import { removeEach, type Removal } from "../../ui/removeEach";
import { notifyInformation, notifyWarning } from "../../ui/tell";
import { askInDialog } from "../../ui/shown/messages";

/**
 * Asks, naming them, and removes role assignments one after the other. One that fails does not stop the others.
 * @returns those that are gone
 * @throws PromptCancelled; AzureError where it was the only one
 */
export async function removeAssignments(
  deps: RemoveAssignmentsDeps,
  assignments: readonly NamedRoleAssignment[],
  question: string,
): Promise<readonly NamedRoleAssignment[]> {
  const subscriptions = deps.inventory.subscriptions.map(({ subscription }) => subscription);
  const detail = [describeAssignments(assignments, subscriptions), describeTokenDelay()].join("\n\n");
  const confirm = vscode.l10n.t("Remove");
  if ((await askInDialog(question, detail, [confirm])) !== confirm) {
    throw new PromptCancelled();
  }
  const removal = await removeEach(deps.log, vscode.l10n.t("Removing access"), assignments, (assignment, signal) =>
    deps.roleAssignments.remove(assignment.subscription, assignment, signal),
  );
  deps.permissions.reset();
  notify(removal);
  return removal.removed;
}

function notify({ removed, failures, kept }: Removal<NamedRoleAssignment>): void {
  const [first] = failures;
  const failed =
    first &&
    vscode.l10n.t(
      "Couldn't remove {0}. {1} {2}",
      String(failures.length),
      describeFailure(first.error).what,
      describeFailure(first.error).advice,
    );
  const left = kept.length === 0 ? undefined : vscode.l10n.t("{0} weren't changed.", String(kept.length));
  const parts = [describeRemoved(removed.length), failed, left].filter((part) => part !== undefined);
  void (parts.length === 1 ? notifyInformation(parts.join(" ")) : notifyWarning(parts.join(" ")));
}
