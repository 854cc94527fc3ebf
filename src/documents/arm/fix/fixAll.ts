import { diagnosing } from "../diagnose/diagnose";
import type { DiagnosticCode } from "../../documentDiagnostic";
import type { Fix, TemplateDiagnostic } from "../diagnose/diagnostic";
import type { ArmTemplate } from "../model";
import { atOnce, type Sliced } from "../../sliced";
import { composeEdits } from "../../composeEdits";
import { isShared } from "../write/fit";
import type { TextEdit } from "../../textEdit";
import { doingTogether } from "../write/together";
import { fixingDiagnostic, preparingFix } from "./fixDiagnostic";

/**
 * Whether a diagnostic is repaired with all others of its kind. Of several types that may have been meant none is chosen for the
 * user, and what changes resources that the diagnostic does not name is left for them to look at first.
 */
export function isFixedWithAll(template: ArmTemplate, { code, fixes }: TemplateDiagnostic): boolean {
  const [fix, another] = fixes;
  const isOpen = code === "typeNotKnown" && another !== undefined;
  return fix !== undefined && !isOpen && !("resource" in fix && isShared(template, fix.resource));
}

/** What tells the fixes apart that are one: of the same list, or of the same resource. */
function placeOf(fix: Fix): number {
  switch (fix.kind) {
    case "removeDuplicate":
    case "removeEntry":
      return fix.list.container;
    case "correctType":
      return fix.typeNode.start;
    case "readFromResource":
      return fix.node.start;
    case "removeExtension":
      return fix.extension.node.container;
    default:
      return fix.resource.resource.node.container;
  }
}

/** Two fixes of one place as one; the first alone where the other one is the same. */
function combined(first: Fix, second: Fix): Fix {
  if ("entries" in first && "entries" in second) {
    return { ...first, entries: [...first.entries, ...second.entries] };
  }
  if (first.kind === "change" && second.kind === "change" && "ids" in first.change && "ids" in second.change) {
    return { ...first, change: { ...first.change, ids: [...first.change.ids, ...second.change.ids] } };
  }
  return first;
}

/** The best fixes of diagnostics of one kind, those of one place in one. */
function* bestFixes(diagnostics: readonly TemplateDiagnostic[]): Sliced<readonly Fix[]> {
  const byPlace = new Map<string, Fix[]>();
  for (const { fixes } of diagnostics) {
    const [fix] = fixes;
    if (fix !== undefined) {
      const place = `${fix.kind} ${placeOf(fix)}`;
      const ofPlace = byPlace.get(place) ?? [];
      byPlace.set(place, ofPlace);
      ofPlace.push(fix);
    }
    yield;
  }
  return [...byPlace.values()].map((fixes) => fixes.reduce(combined));
}

/** Repairs every diagnostic of one kind by its best fix, as one list of edits; what cannot be repaired stays. */
export function* fixingAll(template: ArmTemplate, code: DiagnosticCode): Sliced<readonly TextEdit[]> {
  let all: readonly TextEdit[] = [];
  let current = template;
  let found = (yield* diagnosing(current)).filter((each) => each.code === code);
  // What is in the way of another is repaired after it; a fix that does not take its diagnostic away must not go on for ever.
  for (let left = found.length; left > 0; left--) {
    const now = current;
    const fixes = yield* bestFixes(found.filter((each) => isFixedWithAll(now, each)));
    for (const fix of fixes) {
      yield* preparingFix(now, fix);
    }
    const { edits, after } = yield* doingTogether(
      now,
      fixes.map((fix) => () => fixingDiagnostic(now, fix)),
      (outcome) => outcome.kind === "edits" && (outcome.alsoAffects ?? []).length === 0,
    );
    if (edits.length === 0) {
      break;
    }
    all = composeEdits(all, edits);
    current = after;
    found = (yield* diagnosing(current)).filter((each) => each.code === code);
  }
  return all;
}

/** The same in one go. */
export function fixAll(template: ArmTemplate, code: DiagnosticCode): readonly TextEdit[] {
  return atOnce(fixingAll(template, code));
}
