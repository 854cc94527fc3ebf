import type { IdentityChange } from "../../../identity/identityChange";
import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, readArmTemplate } from "../model";
import { changeIdentity } from "./changeIdentity";
import { composeEdits } from "./composeEdits";
import type { ChangeOptions, ChangeOutcome } from "./outcome";
import { applyEdits, type TextEdit } from "./textEdit";

/** What a change of several resources comes to: one list of edits, and the outcome for each resource. */
export interface SeveralOutcome {
  readonly edits: readonly TextEdit[];
  readonly outcomes: readonly { readonly resource: TemplateResource; readonly outcome: ChangeOutcome }[];
}

/** Makes one change on several resources of a template. Those that ask or refuse are left as they are. */
export function changeSeveral(
  template: ArmTemplate,
  resources: readonly TemplateResource[],
  change: IdentityChange,
  options: ChangeOptions = {},
): SeveralOutcome {
  let edits: readonly TextEdit[] = [];
  let current = template;
  const outcomes = resources.flatMap((resource) => {
    const now = current.resources[template.resources.indexOf(resource)];
    if (now === undefined) {
      return [];
    }
    const outcome = changeIdentity(current, now, change, options);
    if (outcome.kind === "edits") {
      edits = edits.length === 0 ? outcome.edits : composeEdits(edits, outcome.edits);
      current = readArmTemplate(applyEdits(current.text, outcome.edits));
    }
    return [{ resource, outcome }];
  });
  return { edits, outcomes };
}
