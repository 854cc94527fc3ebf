import { expect } from "vitest";
import { type IdentityChange } from "../../../src/identity/identityChange";
import { sameIdentities } from "../../../src/identity/identityState";
import { type TemplateResource } from "../../../src/documents/arm/locate/templateResource";
import { type ArmTemplate, readArmTemplate } from "../../../src/documents/arm/model";
import { knowledgeOf } from "../../../src/documents/plan/knowledge";
import { changeIdentity } from "../../../src/documents/arm/write/changeIdentity";
import { type ChangeOptions, type ChangeOutcome } from "../../../src/documents/arm/write/changeOutcome";
import { applyEdits } from "../../../src/documents/textEdit";
import { everyChange } from "../everyChange";

/** Every kind of change, with ids that the resource has and ids that it has not. */
export function changesFor({ identity }: TemplateResource): readonly IdentityChange[] {
  return everyChange(
    knowledgeOf(identity),
    "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('newIdentity'))]",
  );
}

/** All members of a resource but its identity, as they stand in the text, in their order. */
function otherMembers({ tree }: ArmTemplate, { resource }: TemplateResource, except: readonly string[]): string[] {
  return tree
    .slots(resource.node)
    .slots.filter((slot) => !except.includes(slot.name.toLowerCase()))
    .map((slot) => tree.text.slice(slot.start, slot.end));
}

function parseStrictly(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** A document's value without the identities of virtual machines and scale sets. */
function withoutIdentities(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutIdentities);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const isMachine = "type" in value && /^microsoft\.compute\/virtualmachine/i.test(String(value.type));
  return Object.entries(value)
    .filter(([name]) => !(isMachine && name.toLowerCase() === "identity"))
    .map(([name, member]) => [name, withoutIdentities(member)]);
}

/** The state that a resource's text says, with the keys that tell identities apart. */
function stateKeys(resource: TemplateResource): string {
  const known = knowledgeOf(resource.identity);
  if (known.kind !== "known" || known.userAssigned === "unknown") {
    return JSON.stringify(known.kind);
  }
  return JSON.stringify([known.systemAssigned, known.userAssigned.map((entry) => entry.key).sort()]);
}

/** What a checked change has come to. */
export interface Checked {
  readonly outcome: ChangeOutcome;
  readonly text: string;
}

/**
 * Makes one change and checks what has to hold for all of them: the edits lie in the resource, nothing else of it
 * changes, the outcome parses where the text did and says what was planned, and the same change once more is no change.
 */
export function checkChange(
  template: ArmTemplate,
  number: number,
  change: IdentityChange,
  options: ChangeOptions = {},
  where = "",
): Checked {
  const resource = template.resources[number];
  if (resource === undefined) {
    throw new Error(`No resource ${number}`);
  }
  const outcome = changeIdentity(template, resource, change, options);
  if (outcome.kind !== "edits") {
    return { outcome, text: template.text };
  }
  const message = `${where} ${JSON.stringify(change)}`;
  const { start, end } = resource.resource.node;
  expect(outcome.edits.length, message).toBeGreaterThan(0);
  let last = start + 1;
  for (const edit of outcome.edits) {
    expect(edit.offset, message).toBeGreaterThanOrEqual(last);
    last = edit.offset + edit.length;
    expect(last, message).toBeLessThan(end);
  }

  const text = applyEdits(template.text, outcome.edits);
  const after = readArmTemplate(text);
  const changed = after.resources[number];
  if (changed === undefined) {
    throw new Error(`${message}: the resource is gone`);
  }
  const except = options.allow?.includes("raiseApiVersion") === true ? ["identity", "apiversion"] : ["identity"];
  expect(otherMembers(after, changed, except), message).toEqual(otherMembers(template, resource, except));
  expect(
    after.tree.faults.map((fault) => fault.kind),
    message,
  ).toEqual(template.tree.faults.map((fault) => fault.kind));
  const before = parseStrictly(template.text);
  if (before !== undefined && template.resources.length < 3 && except.length === 1) {
    expect(withoutIdentities(parseStrictly(text)), message).toEqual(withoutIdentities(before));
  } else if (before !== undefined) {
    expect(parseStrictly(text), message).toBeDefined();
  }

  const planned = outcome.plan.after;
  const keys = [
    planned.systemAssigned !== undefined,
    planned.userAssigned.map(({ id }) => after.canonical.key(id, changed.resource.scope)).sort(),
  ];
  const isOpen = stateKeys(changed).includes("unknown") || stateKeys(changed) === '"known"';
  if (!isOpen) {
    expect(stateKeys(changed), message).toBe(JSON.stringify(keys));
  }
  expect(sameIdentities(outcome.plan.before, planned), message).toBe(false);
  const again = changeIdentity(after, changed, change, options);
  expect(again.kind, message).toBe("noOp");
  return { outcome, text };
}
