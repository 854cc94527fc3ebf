import * as vscode from "vscode";
import type { ChangeTarget } from "../../azure/compute/computeResource";
import type { ReferenceCheckDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { answerStep, type Choice, PromptCancelled } from "../../ui/prompts";
import { chosen, type WizardDeps } from "../../ui/steps/targets";
import { formatKind } from "../../ui/words/identity";

/** Finds references once the listing is there and what they refer to has been asked for. @throws PromptCancelled, AzureError */
export async function lookForReferences<Reference>(
  deps: ReferenceCheckDeps,
  title: string,
  find: () => readonly Reference[],
): Promise<readonly Reference[]> {
  return await withCancellableProgress(title, async (signal) => {
    await deps.inventory.load();
    await deps.deadReferences.check();
    if (signal.aborted) {
      throw new PromptCancelled();
    }
    return find();
  });
}

/** How references are picked. */
export interface ReferencePick<Reference> {
  readonly title: string;
  readonly placeholder: string;
  /** What is said of a resource's identities. */
  readonly detail: (reference: Reference) => string;
}

/** Asks for some of the resources whose references were found; all are ticked at first. @throws PromptCancelled */
export async function pickReferences<Reference extends ChangeTarget>(
  { ui }: WizardDeps,
  found: readonly Reference[],
  { title, placeholder, detail }: ReferencePick<Reference>,
): Promise<readonly Reference[]> {
  const toChoice = (reference: Reference): Choice<Reference> => {
    const { resource, subscription } = reference;
    return {
      label: resource.name,
      description: vscode.l10n.t("{kind} in {resourceGroup}, {place}", {
        kind: formatKind(resource),
        resourceGroup: resource.resourceGroup,
        place: subscription.name,
      }),
      detail: detail(reference),
      picked: true,
      data: reference,
    };
  };
  const answers: { references?: readonly Reference[] } = {};
  const step = answerStep<typeof answers, "references">("references", (_, prompts) =>
    prompts.pickMany(found.map(toChoice), { placeholder }),
  );
  await ui.runSteps(title, [step], answers);
  return chosen(answers.references);
}
