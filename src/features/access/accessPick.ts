import type { Subscription } from "../../azure/accounts";
import type { NamedRoleAssignment, RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import type { WizardDeps } from "../../ui/steps/targets";
import { describeUnread } from "../../ui/words/access";
import { assignmentLine } from "../usage/impactLines";
import { chosen } from "../../ui/steps/targets";
import { answerStep, type RunStepsOptions } from "../../ui/prompts";
import { notifyInformation, notifyWarning } from "../../ui/shown/messages";

/** How role assignments are picked. */
export interface AssignmentPick extends RunStepsOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly empty: string;
  /** More about each line, such as whose it is. */
  readonly detail?: (assignment: NamedRoleAssignment) => string;
}

/** Lets the user pick role assignments; says what could not be read. Nothing where there is nothing to pick. @throws PromptCancelled, WentBack */
export async function pickAssignments(
  deps: WizardDeps,
  { assignments, failures }: RoleAssignmentListing,
  subscriptions: readonly Subscription[],
  { title, placeholder, empty, detail, ...options }: AssignmentPick,
): Promise<readonly NamedRoleAssignment[]> {
  const unread = describeUnread(failures);
  if (assignments.length === 0) {
    void notifyInformation(unread === undefined ? empty : [empty, unread].join(" "));
    return [];
  }
  if (unread !== undefined) {
    void notifyWarning(unread);
  }
  const answers: { picked?: readonly NamedRoleAssignment[] } = {};
  const choices = assignments.map((assignment) => {
    const { label, description } = assignmentLine(assignment, subscriptions);
    return {
      label,
      ...(description === undefined ? {} : { description }),
      ...(detail === undefined ? {} : { detail: detail(assignment) }),
      data: assignment,
    };
  });
  const step = answerStep<typeof answers, "picked">("picked", (_, prompts) =>
    prompts.pickMany(choices, { placeholder }),
  );
  await deps.ui.runSteps(title, [step], answers, options);
  return chosen(answers.picked);
}
