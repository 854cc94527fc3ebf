import type { Sliced } from "../../sliced";
import { quotedText } from "../syntax/quotedText";
import type { TerraformModel } from "../model";
import { type ChangeOutcome, changingIdentity } from "../write/changeIdentity";
import { editsOf, type EditResult, replacing } from "../write/edit";
import { type Goal } from "../write/goal";
import { stepsTo } from "../write/goalSteps";
import { takeItems } from "../write/listEdits";
import { removeMember } from "../write/memberEdits";
import { membersOf } from "../write/members";
import { applying, byFile, type EditsByFile, type Step, takingSteps } from "../write/steps";
import { removeWhole } from "../write/wholeEdits";
import type { TerraformFix } from "./terraformFix";

/** What comes of a repair. */
export type RepairOutcome =
  | { readonly kind: "edits"; readonly edits: EditsByFile; readonly after: TerraformModel }
  | Exclude<ChangeOutcome, { readonly kind: "edits" }>;

function removeIdentity(
  model: TerraformModel,
  fix: Extract<TerraformFix, { readonly kind: "removeIdentity" }>,
): EditResult {
  const { identity } = fix.machine;
  return identity.kind === "block" || identity.kind === "null" || identity.kind === "expression"
    ? removeWhole(identity.whole, model.configuration.main)
    : editsOf();
}

/** A fix of what a machine's own block says. */
type OfMachine = Extract<TerraformFix, { readonly machine: unknown }>;

function goalOfType(fix: Extract<TerraformFix, { readonly kind: "setType" }>): Goal {
  return { type: fix.type, list: "keep", whole: undefined, isOpened: false, replaces: true };
}

/** A type in the spelling that it is to have, where it says the same already. */
function spellType(fix: Extract<TerraformFix, { readonly kind: "setType" }>): EditResult {
  const { type } = fix.block;
  const value = type.kind === "known" ? type.value : undefined;
  return value === undefined ? editsOf() : editsOf(replacing(fix.block.file.path, value, quotedText(fix.type)));
}

function stepsOf(fix: Exclude<OfMachine, { readonly kind: "change" }>): readonly Step[] {
  switch (fix.kind) {
    case "setType": {
      const { type } = fix.block;
      return type.kind === "known" ? [() => spellType(fix)] : stepsTo(goalOfType(fix), fix.machine);
    }
    case "removeLists": {
      const { list } = membersOf(fix.block);
      return list === undefined ? [] : stepsWithout(fix, () => removeMember(fix.block, list));
    }
    case "removeIdentity":
      return [(model) => removeIdentity(model, fix)];
    case "removeDuplicate":
    case "removeEntry":
      return [() => takeItems({ parts: [fix.part] }, new Set([fix.entry.value]))];
  }
}

/** Writes another text in the place of one. */
function* correcting(
  model: TerraformModel,
  fix: Exclude<TerraformFix, OfMachine>,
): Sliced<{ readonly kind: "edits"; readonly edits: EditsByFile; readonly after: TerraformModel }> {
  const edits =
    fix.kind === "correctCasing"
      ? byFile([replacing(fix.part.file.path, fix.entry, quotedText(fix.correct))])
      : byFile([replacing(undefined, fix.nameRange, fix.replacement)]);
  return { kind: "edits", edits, after: yield* applying(model, edits) };
}

/** A step, and lining up what it leaves. */
function stepsWithout(
  { machine }: Extract<TerraformFix, { readonly kind: "removeLists" }>,
  step: Step,
): readonly Step[] {
  const [look, ...rest] = stepsTo(
    { type: "keep", list: "keep", whole: undefined, isOpened: false, replaces: false },
    machine,
  );
  const lineUp = rest.at(-1);
  return look === undefined || lineUp === undefined ? [step] : [look, step, lineUp];
}

/** Makes the edits of a fix. */
export function* fixingDiagnostic(model: TerraformModel, fix: TerraformFix): Sliced<RepairOutcome> {
  if (fix.kind === "change") {
    return yield* changingIdentity(model, model.machines.indexOf(fix.machine), fix.change);
  }
  const result =
    "machine" in fix
      ? yield* takingSteps(model, model.machines.indexOf(fix.machine), stepsOf(fix))
      : yield* correcting(model, fix);
  if (result.kind === "refused") {
    return result;
  }
  const { after } = result;
  const parsesAsWell =
    after.machines.length === model.machines.length &&
    after.machines.every(({ fault }, index) => fault === undefined || model.machines[index]?.fault !== undefined);
  if (!parsesAsWell) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  return result.edits.size === 0 ? { kind: "noOp" } : result;
}
