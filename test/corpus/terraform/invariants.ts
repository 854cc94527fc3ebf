import { expect } from "vitest";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { sameIdentities } from "../../../src/identity/identityState";
import { atOnce } from "../../../src/documents/sliced";
import type { Permission } from "../../../src/documents/planQuestion";
import type { Machine } from "../../../src/documents/terraform/locate/machines";
import type { TerraformModel } from "../../../src/documents/terraform/model";
import { identityTexts } from "../../../src/documents/terraform/plan/identityTexts";
import { knowledgeOfIdentity } from "../../../src/documents/terraform/plan/knowledgeOf";
import { type ChangeOutcome, changingIdentity } from "../../../src/documents/terraform/write/changeIdentity";
import { applyEdits } from "../../../src/documents/textEdit";
import { parser, readModel } from "../../unit/documents/terraform/terraformModels";
import { everyChange } from "../everyChange";
import { wrongIndents, wrongSigns } from "./format";

/** Every kind of change, with ids that the machine has and ids that it has not. */
export function changesFor({ identity }: Machine): readonly IdentityChange[] {
  return everyChange(knowledgeOfIdentity(identity), "azurerm_user_assigned_identity.not_there_yet.id");
}

/** How many places of a text do not parse. */
export function countFaults(text: string): number {
  return atOnce(
    parser.parsing(text, ({ rootNode }) => {
      const descend = (node: typeof rootNode): number =>
        (node.isError || node.isMissing ? 1 : 0) +
        (node.hasError ? node.children.reduce((sum, child) => sum + descend(child), 0) : 0);
      return descend(rootNode);
    }),
  );
}

/** All that a machine's block says but its identity, as it stands. */
function otherItems(text: string, { block, form }: Machine): readonly string[] {
  if (block === undefined) {
    return [];
  }
  const { attributes, blocks } = block.body;
  const isIdentity = (each: (typeof blocks)[number]) =>
    each.type === "identity" || (each.type === "dynamic" && each.labels[0]?.text === "identity");
  return [
    ...attributes.filter(
      ({ name }) => name !== (form === "module" ? "managed_identities" : form === "azapi" ? "body" : ""),
    ),
    ...blocks.filter((each) => form === "module" || !isIdentity(each)),
  ].map(({ start, end }) => text.slice(start, end));
}

function commentsOf(text: string, { block }: Machine): readonly string[] {
  return (block?.comments ?? []).map(({ start, end }) => text.slice(start, end)).sort();
}

/** What a machine says, with the keys that tell identities apart. */
export function stateOf(model: TerraformModel, number: number): string {
  const machine = model.machines[number];
  const known = machine && knowledgeOfIdentity(machine.identity);
  return known?.kind !== "known" || known.userAssigned === "unknown" || known.systemAssigned === "unknown"
    ? "open"
    : JSON.stringify([known.systemAssigned, known.userAssigned.map(({ key }) => key).sort()]);
}

/** What a checked change has come to. */
export interface Checked {
  readonly outcome: ChangeOutcome;
  readonly text: string;
}

/**
 * Makes one change and checks what has to hold for all of them: the edits lie in the machine's block, nothing else of it changes, no comment
 * is lost, the outcome parses where the text did, says what was planned, is laid out as it was, and the same change once more is no change.
 */
export function checkChange(
  model: TerraformModel,
  number: number,
  change: IdentityChange,
  allow: readonly Permission[],
  where: string,
): Checked {
  const machine = model.machines[number];
  const { text: before } = model.configuration.main;
  if (machine === undefined) {
    throw new Error(`No machine ${number}`);
  }
  const outcome = atOnce(changingIdentity(model, number, change, { allow }));
  if (outcome.kind !== "edits") {
    return { outcome, text: before };
  }
  const message = `${where} ${machine.address} ${JSON.stringify(change)}`;
  const edits = outcome.edits.get(undefined) ?? [];
  const isDeclared = allow.includes("editDeclaration");
  let last = isDeclared ? 0 : machine.range.start;
  for (const edit of edits) {
    expect(edit.offset, message).toBeGreaterThanOrEqual(last);
    last = edit.offset + edit.length;
    expect(last, message).toBeLessThanOrEqual(isDeclared ? before.length : machine.range.end);
  }
  const text = applyEdits(before, edits);
  const after = readModel(text);
  const changed = after.machines[number];
  if (changed === undefined) {
    throw new Error(`${message}: the machine is gone`);
  }
  expect(otherItems(text, changed), message).toEqual(otherItems(before, machine));
  // In a text that does not parse as a whole, what is around the machine is read one way or another.
  const isClean = countFaults(before) === 0;
  const own = (whole: string, { range }: Machine) => (isClean ? whole : whole.slice(range.start, range.end));
  expect(countFaults(own(text, changed)), message).toBe(countFaults(own(before, machine)));
  if (!isDeclared) {
    expect(commentsOf(text, changed), message).toEqual(commentsOf(before, machine));
  }
  expect(wrongSigns(text).length, `${message}\n${text}`).toBeLessThanOrEqual(wrongSigns(before).length);
  if (!isDeclared) {
    const wrong = (whole: string, { range }: Machine) => wrongIndents(whole.slice(range.start, range.end)).length;
    const isTidy = wrong(before, machine) === 0;
    expect(isTidy ? wrong(text, changed) : 0, message).toBe(0);
  }
  expect(text.includes("\r\n"), message).toBe(before.includes("\r\n"));

  const planned = outcome.plan.after;
  const said = identityTexts(after);
  const state = stateOf(after, number);
  if (state !== "open") {
    expect(state, message).toBe(
      JSON.stringify([planned.systemAssigned !== undefined, planned.userAssigned.map(({ id }) => said.key(id)).sort()]),
    );
  }
  // Where the text leaves open what there is, the plan may be for a case in which nothing changes.
  expect(stateOf(model, number) !== "open" && sameIdentities(outcome.plan.before, planned), message).toBe(false);
  expect(atOnce(changingIdentity(after, number, change, { allow })).kind, message).toBe("noOp");
  return { outcome, text };
}
