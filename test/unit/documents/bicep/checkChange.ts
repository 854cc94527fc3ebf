import { expect } from "vitest";
import type { IdentityChange } from "../../../../src/identity/identityChange";
import { type BicepFile, type BicepResource, readBicep } from "../../../../src/documents/bicep/model";
import { changeIdentity } from "../../../../src/documents/bicep/write/changeIdentity";
import { commentsIn } from "../../../../src/documents/bicep/write/layout";
import type { ChangeOptions, ChangeOutcome } from "../../../../src/documents/bicep/write/outcome";
import { knowledgeOf } from "../../../../src/documents/plan/knowledge";
import { applyEdits } from "../../../../src/documents/textEdit";
import type { TextRange } from "../../../../src/documents/textRange";

/** What the comments of a text say, without what marks them. */
function commentWords(text: string): readonly string[] {
  return commentsIn(text, { start: 0, end: text.length })
    .map(({ start, end }) =>
      text
        .slice(start, end)
        .replaceAll(/^\/[/*]|\*\/$/g, "")
        .trim(),
    )
    .sort();
}

/** The resource or the declaration that its identity names: nothing else may be edited. */
function homes({ symbols }: BicepFile, resource: BicepResource): readonly TextRange[] {
  const { identity, node } = resource;
  const readings =
    identity.kind === "expression"
      ? [identity]
      : identity.kind === "block"
        ? [identity.block.type, identity.block.dictionary, identity.block.array]
        : [];
  const names = readings.flatMap((each) => ("declaration" in each ? (each.declaration?.name ?? []) : []));
  return [node, ...names.flatMap((name) => symbols.statement(name) ?? [])];
}

/** What a text says of a resource, by the keys that tell identities apart; undefined where a part is open. */
function stateOf(resource: BicepResource): unknown {
  const known = knowledgeOf(resource.identity);
  return known.kind === "known" && known.systemAssigned !== "unknown" && known.userAssigned !== "unknown"
    ? [known.systemAssigned, known.userAssigned.map(({ key }) => key).sort()]
    : undefined;
}

/** What has to hold for every change, whatever the file. */
export function checkChange(
  file: BicepFile,
  index: number,
  change: IdentityChange,
  options: ChangeOptions = { allow: [] },
  where = "",
): { readonly outcome: ChangeOutcome; readonly text: string } {
  const resource = file.resources[index];
  if (resource === undefined) {
    throw new Error(`There is no resource ${index}.`);
  }
  const outcome = changeIdentity(file, resource, change, options);
  if (outcome.kind !== "edits") {
    return { outcome, text: file.text };
  }
  const message = `${where} ${resource.symbol} ${JSON.stringify(change)}`;
  expect(outcome.edits.length, message).toBeGreaterThan(0);
  const places = homes(file, resource);
  let last = 0;
  for (const { offset, length } of outcome.edits) {
    expect(offset, message).toBeGreaterThanOrEqual(last);
    last = offset + length;
    expect(
      places.some(({ start, end }) => start < offset && last <= end),
      `${message}: ${offset} is elsewhere`,
    ).toBe(true);
  }
  const text = applyEdits(file.text, outcome.edits);
  expect(commentWords(text), message).toEqual(commentWords(file.text));
  const after = readBicep(text, file.surroundings);
  const changed = after.resources[index];
  if (changed === undefined) {
    throw new Error(`${message}: the resource is gone`);
  }
  const names = ({ statements }: BicepFile) => statements.all.map(({ keyword, name }) => `${keyword} ${name ?? ""}`);
  expect(names(after), message).toEqual(names(file));
  const faults = ({ statements, symbols }: BicepFile) =>
    statements.all.flatMap((statement) => symbols.parsed(statement)?.faults ?? []).length;
  expect(faults(after), message).toBeLessThanOrEqual(faults(file));
  const state = stateOf(changed);
  if (state !== undefined) {
    const { systemAssigned, userAssigned } = outcome.plan.after;
    const planned = [systemAssigned !== undefined, userAssigned.map(({ id }) => after.canonical.key(id)).sort()];
    expect(state, message).toEqual(planned);
  }
  expect(changeIdentity(after, changed, change, options).kind, `${message} again`).toBe("noOp");
  return { outcome, text };
}

export const identityId = (name: string): string =>
  `/subscriptions/s-1/resourceGroups/rg-1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

/** One change of each kind. */
export const changes: readonly IdentityChange[] = [
  { kind: "enableSystemAssigned" },
  { kind: "disableSystemAssigned" },
  { kind: "assignUserAssigned", ids: [identityId("id-new")] },
  { kind: "assignUserAssigned", ids: ["newIdentity.id", identityId("id-new")] },
  { kind: "removeAllUserAssigned" },
  { kind: "removeAll" },
  { kind: "setTo", state: { systemAssigned: {}, userAssigned: [{ id: "newIdentity.id" }] } },
  { kind: "setTo", state: { systemAssigned: undefined, userAssigned: [{ id: identityId("id-new") }] } },
];

/** Nothing allowed, everything but the declaration, and the declaration. */
export const permissions: readonly ChangeOptions[] = [
  { allow: [] },
  { allow: ["raiseApiVersion", "convertShape", "replaceExpression"], shapeIfUnknown: "dictionary" },
  { allow: ["raiseApiVersion", "convertShape", "editDeclaration"], shapeIfUnknown: "dictionary" },
];
