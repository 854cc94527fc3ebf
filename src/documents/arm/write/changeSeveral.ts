import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, readArmTemplate } from "../model";
import { composeEdits } from "./composeEdits";
import type { ChangeOptions, ChangeOutcome } from "./outcome";
import { applyEdits, type TextEdit } from "./textEdit";

/** Makes the edits of one change of one resource, as far as it is allowed to go. */
export type ResourceChange = (
  template: ArmTemplate,
  resource: TemplateResource,
  options: ChangeOptions,
) => ChangeOutcome;

/** What a change of several resources comes to: one list of edits, and the outcome for each resource. */
export interface SeveralOutcome {
  readonly edits: readonly TextEdit[];
  readonly outcomes: readonly { readonly resource: TemplateResource; readonly outcome: ChangeOutcome }[];
}

/** Makes one change on several resources of a template. Those that ask or refuse are left as they are. */
export function changeSeveral(
  template: ArmTemplate,
  resources: readonly TemplateResource[],
  change: ResourceChange,
  options: ChangeOptions = {},
): SeveralOutcome {
  let edits: readonly TextEdit[] = [];
  let current = template;
  const outcomes = resources.flatMap((resource) => {
    const now = current.resources[template.resources.indexOf(resource)];
    if (now === undefined) {
      return [];
    }
    const outcome = change(current, now, options);
    if (outcome.kind === "edits") {
      edits = edits.length === 0 ? outcome.edits : composeEdits(edits, outcome.edits);
      current = readArmTemplate(applyEdits(current.text, outcome.edits), current);
    }
    return [{ resource, outcome }];
  });
  return { edits, outcomes };
}
