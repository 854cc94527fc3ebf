import * as vscode from "vscode";
import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import type { RemoveAssignmentsDeps } from "./deps";
import { PromptCancelled } from "../../ui/prompts";
import { describeAssignments, describeRemoved, describeTokenDelay } from "../../ui/words/access";
import { describeFailure } from "../../ui/words/failure";
import { mayBeWritten } from "../../ui/words/written";
import { removeEach, type Removal } from "../../ui/removeEach";
import { askInDialog, notifyInformation, notifyWarning } from "../../ui/shown/messages";

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
  const unknown = failures.filter(({ error }) => mayBeWritten(error));
  const refused = failures.filter(({ error }) => !mayBeWritten(error));
  const [open] = unknown;
  const perhaps =
    open &&
    vscode.l10n.t("{count} might have been removed. {reason} {advice}", {
      count: String(unknown.length),
      reason: describeFailure(open.error).what,
      advice: describeFailure(open.error).advice,
    });
  const [first] = refused;
  const failed =
    first &&
    vscode.l10n.t("Couldn't remove {count}. {reason} {advice}", {
      count: String(refused.length),
      reason: describeFailure(first.error).what,
      advice: describeFailure(first.error).advice,
    });
  const left = kept.length === 0 ? undefined : vscode.l10n.t("{0} weren't changed.", String(kept.length));
  const parts = [describeRemoved(removed.length), failed, perhaps, left].filter((part) => part !== undefined);
  void (parts.length === 1 ? notifyInformation(parts.join(" ")) : notifyWarning(parts.join(" ")));
}
