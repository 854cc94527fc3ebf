import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, numberOf, readingArmTemplate } from "../model";
import type { Sliced } from "../../sliced";
import { composeEdits } from "../../composeEdits";
import { alone, type Editing } from "./editing";
import type { ChangeOptions, ChangeOutcome } from "./changeOutcome";
import { applyEdits, type TextEdit } from "../../textEdit";
import { doingTogether } from "./together";

/** Makes the edits of one change of one resource, as far as it is allowed to go. */
export type ResourceChange = (
  template: ArmTemplate,
  resource: TemplateResource,
  options: ChangeOptions,
) => Editing<ChangeOutcome>;

/** What a change of several resources comes to: one list of edits, and the outcome for each resource. */
export interface SeveralOutcome {
  readonly edits: readonly TextEdit[];
  readonly outcomes: readonly { readonly resource: TemplateResource; readonly outcome: OneOfSeveral }[];
}

/** What came of one of them; its edits are among those of all. */
export type OneOfSeveral = { readonly kind: "changed" } | Exclude<ChangeOutcome, { readonly kind: "edits" }>;

/** The text as far as it has come. */
interface Progress {
  readonly current: ArmTemplate;
  readonly edits: readonly TextEdit[];
}

/**
 * Makes one change on several resources of a template. Those that ask or refuse are left as they are. What gets in another's way,
 * such as a second one that would declare the same parameter, is changed after that one.
 */
export function* changingSeveral(
  template: ArmTemplate,
  resources: readonly TemplateResource[],
  change: ResourceChange,
  options: ChangeOptions = {},
): Sliced<SeveralOutcome> {
  const settled = new Map<TemplateResource, OneOfSeveral>();
  const asOneOfMany = { ...options, isOneOfMany: true };
  let progress: Progress = { current: template, edits: [] };
  let waiting = resources;
  const begin = (current: ArmTemplate, resource: TemplateResource) => {
    const now = current.resources[numberOf(template, resource)];
    return now === undefined ? undefined : change(current, now, asOneOfMany);
  };
  const settle = (resource: TemplateResource, outcome: ChangeOutcome) => {
    settled.set(resource, outcome.kind === "edits" ? { kind: "changed" } : inTextAsItIs(resource, outcome));
  };
  // What is asked or refused has to name places of the text as it is, wherever that can be told from it at once.
  const inTextAsItIs = <T extends ChangeOutcome>(resource: TemplateResource, outcome: T): OneOfSeveral | T => {
    const first = progress.current === template ? undefined : begin(template, resource)?.next();
    return first?.done === true && first.value.kind !== "edits" ? first.value : outcome;
  };
  while (waiting.length > 0) {
    const { current, edits } = progress;
    const together = yield* doingTogether(
      current,
      waiting.map((resource) => () => begin(current, resource) ?? gone()),
      ({ kind }) => kind === "edits",
    );
    for (const [number, outcome] of together.outcomes) {
      const resource = waiting[number];
      if (resource !== undefined) {
        settle(resource, outcome);
      }
    }
    progress = { current: together.after, edits: composeEdits(edits, together.edits) };
    waiting = waiting.filter((resource) => !settled.has(resource));
    const [first] = waiting;
    if (together.outcomes.size === 0 && first !== undefined) {
      const outcome = yield* alone(begin(progress.current, first) ?? gone());
      settle(first, outcome);
      progress = outcome.kind === "edits" ? yield* applied(progress, outcome.edits) : progress;
      waiting = waiting.slice(1);
    }
  }
  const outcomes = resources.flatMap((resource) => {
    const outcome = settled.get(resource);
    return outcome === undefined ? [] : [{ resource, outcome }];
  });
  return { edits: progress.edits, outcomes };
}

function* applied({ current, edits }: Progress, more: readonly TextEdit[]): Sliced<Progress> {
  const after = yield* readingArmTemplate(applyEdits(current.text, more), current);
  return { current: after, edits: composeEdits(edits, more) };
}

/** What comes of a resource that is no longer there: a fault of this program. */
function* gone(): Editing<ChangeOutcome> {
  return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
}
