import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { NamedRoleAssignment } from "../../azure/roleAssignmentsOfTenant";
import type { App } from "../app";
import { withCancellableProgress } from "../progress";
import { PromptCancelled } from "../prompts";
import { assignmentsInWords, removedInWords, tokenDelayInWords } from "../words/access";
import { failureInWords } from "../words/failure";

/** A role assignment that could not be removed. */
interface NotRemoved {
  readonly assignment: NamedRoleAssignment;
  readonly error: AzureError;
}

/**
 * Asks, naming them, and removes role assignments one after the other. One that fails does not stop the others.
 * @returns those that are gone
 * @throws PromptCancelled; AzureError where it was the only one, and `cancelled`
 */
export async function removeAssignments(
  app: App,
  assignments: readonly NamedRoleAssignment[],
  question: string,
): Promise<readonly NamedRoleAssignment[]> {
  const subscriptions = app.inventory.subscriptions.map(({ subscription }) => subscription);
  const detail = [assignmentsInWords(assignments, subscriptions), tokenDelayInWords()].join("\n\n");
  const confirm = vscode.l10n.t("Remove");
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, confirm)) !== confirm) {
    throw new PromptCancelled();
  }
  const removed: NamedRoleAssignment[] = [];
  const failures: NotRemoved[] = [];
  await withCancellableProgress(vscode.l10n.t("Removing access"), async (signal, report) => {
    for (const assignment of assignments) {
      report(vscode.l10n.t("{0} of {1}", removed.length + failures.length + 1, assignments.length));
      try {
        await app.roleAssignments.remove(assignment.subscription, assignment.id, signal);
        removed.push(assignment);
      } catch (error) {
        if (!AzureError.is(error) || AzureError.is(error, "cancelled") || assignments.length === 1) {
          throw error;
        }
        failures.push({ assignment, error });
      }
    }
  });
  app.permissions.reset();
  tell(removed.length, failures);
  return removed;
}

function tell(removed: number, failures: readonly NotRemoved[]): void {
  const [first] = failures;
  if (first === undefined) {
    void vscode.window.showInformationMessage(removedInWords(removed));
    return;
  }
  const { what, advice } = failureInWords(first.error);
  const text = vscode.l10n.t(
    "{0} {1} could not be removed. {2} {3}",
    removedInWords(removed),
    String(failures.length),
    what,
    advice,
  );
  void vscode.window.showWarningMessage(text);
}
