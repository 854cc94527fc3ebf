import { MANAGED_IDENTITY_VERSION } from "../../../identity/apiVersion";
import { parseResourceId, resourceName, USER_ASSIGNED_TYPE } from "../../../identity/resourceId";
import { composeEdits } from "../../composeEdits";
import { holderName } from "../../holderName";
import type { IdentityToAssign } from "../../knownIdentity";
import type { Sliced } from "../../sliced";
import { applyEdits, type TextEdit } from "../../textEdit";
import { type BicepFile, type BicepResource, readingBicep } from "../model";
import type { Statement } from "../syntax/statements";
import { literalText } from "../syntax/walk";
import { bicepString } from "../write/bicepString";
import { changingIdentity } from "../write/changeIdentity";
import { parsesAsWell } from "../write/faults";
import type { ChangeOptions, ChangeOutcome } from "../write/outcome";
import { declaresIdentity } from "./identities";

/** A name that nothing in the file has yet. */
function freeName({ symbols }: BicepFile, wanted: string): string {
  let name = wanted;
  for (let count = 2; symbols.statement(name) !== undefined; count++) {
    name = `${wanted}${count}`;
  }
  return name;
}

/** The symbol of an identity by its name: `id-web-api` becomes `webApiIdentity`. */
export function existingSymbol(id: string): string {
  return holderName(resourceName(id)).replace(/Id$/, "");
}

interface Declared {
  /** What the file then says for the identity. */
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Where a statement begins together with the comments right above it. */
function headOf(text: string, { start }: Statement): number {
  let at = text.lastIndexOf("\n", start - 1) + 1;
  for (;;) {
    const before = at === 0 ? -1 : text.lastIndexOf("\n", at - 2) + 1;
    const line = before === -1 ? "" : text.slice(before, at).trim();
    if (!/^(?:\/\/|#|\/\*.*\*\/$)/.test(line)) {
      return at;
    }
    at = before;
  }
}

/** Declares the identity as an existing resource in front of the one that uses it. */
function declareExisting(file: BicepFile, resource: BicepResource, id: string): Declared {
  const { statements, symbols, canonical, text } = file;
  const identities = statements.all.filter(declaresIdentity);
  const same = identities.find((each) => {
    return !symbols.parsedResource(each).node.isLooped && canonical.key(`${each.name ?? ""}.id`) === id.toLowerCase();
  });
  if (same !== undefined) {
    return { text: `${same.name ?? ""}.id`, edits: [] };
  }
  const parsed = parseResourceId(id);
  if (parsed === undefined) {
    return { text: id, edits: [] };
  }
  const symbol = freeName(file, existingSymbol(id));
  const version = identities[0]?.subject?.split("@")[1] ?? MANAGED_IDENTITY_VERSION;
  const lineEnd = lineEndOf(text);
  const lines = [
    `resource ${symbol} ${bicepString(`${USER_ASSIGNED_TYPE}@${version}`)} existing = {`,
    `  name: ${bicepString(parsed.names.at(-1) ?? "")}`,
    `  scope: resourceGroup(${bicepString(parsed.subscriptionId)}, ${bicepString(parsed.resourceGroup)})`,
    "}",
    "",
    "",
  ];
  const offset = headOf(text, resource.statement);
  return { text: `${symbol}.id`, edits: [{ offset, length: 0, text: lines.join(lineEnd) }] };
}

/** What stands in front of the first parameter of a file. */
const HEADS: ReadonlySet<Statement["keyword"]> = new Set([
  "targetScope",
  "metadata",
  "import",
  "using",
  "extension",
  "provider",
]);

function declareParameter(file: BicepFile, id: string): Declared {
  const { statements, symbols, text } = file;
  const wanted = holderName(resourceName(id));
  const there = symbols.value(wanted);
  if (there?.kind === "param" && literalText(there.value)?.toLowerCase() === id.toLowerCase()) {
    return { text: wanted, edits: [] };
  }
  const name = freeName(file, wanted);
  const lineEnd = lineEndOf(text);
  const line = `param ${name} string = ${bicepString(id)}`;
  const last = statements.all.findLast(({ keyword }) => keyword === "param");
  if (last !== undefined) {
    const { node } = symbols.parsedValue(last, "param");
    const at = text.indexOf("\n", node.end);
    const offset = at === -1 ? text.length : at - (text[at - 1] === "\r" ? 1 : 0);
    return { text: name, edits: [{ offset, length: 0, text: `${lineEnd}${lineEnd}${line}` }] };
  }
  const first = statements.all.find(({ keyword }) => !HEADS.has(keyword));
  const offset = first === undefined ? 0 : headOf(text, first);
  return { text: name, edits: [{ offset, length: 0, text: `${line}${lineEnd}${lineEnd}` }] };
}

function declare(file: BicepFile, resource: BicepResource, identity: IdentityToAssign): Declared {
  if (identity.kind === "text") {
    return { text: identity.text.trim(), edits: [] };
  }
  switch (identity.form) {
    case "existing":
      return declareExisting(file, resource, identity.id);
    case "parameter":
      return declareParameter(file, identity.id);
    default:
      return { text: identity.id, edits: [] };
  }
}

/** What a file is with every declaration that references need. */
export interface Prepared {
  readonly file: BicepFile;
  readonly edits: readonly TextEdit[];
  /** What the file then says for each identity. */
  readonly texts: readonly string[];
}

/** Adds the declarations that identities are to be said by. @param index of the resource that uses them */
export function* preparing(
  file: BicepFile,
  index: number,
  identities: readonly IdentityToAssign[],
): Sliced<Prepared | undefined> {
  let current = file;
  let all: readonly TextEdit[] = [];
  const texts: string[] = [];
  for (const identity of identities) {
    const resource = current.resources[index];
    if (resource === undefined) {
      return undefined;
    }
    const { text, edits } = declare(current, resource, identity);
    texts.push(text);
    if (edits.length > 0) {
      const next = yield* readingBicep(applyEdits(current.text, edits), file.surroundings);
      if (!parsesAsWell(current, next, 1)) {
        return undefined;
      }
      all = all.length === 0 ? edits : composeEdits(all, edits);
      current = next;
    }
  }
  return { file: current, edits: all, texts };
}

/** Assigns identities, with the declarations that they are to be said by. */
export function* assigningIdentities(
  file: BicepFile,
  resource: BicepResource,
  identities: readonly IdentityToAssign[],
  options: ChangeOptions,
): Sliced<ChangeOutcome> {
  if (options.elsewhere !== undefined) {
    const ids = identities.map((each) => (each.kind === "id" ? each.id : each.text.trim()));
    return yield* changingIdentity(file, resource, { kind: "assignUserAssigned", ids }, options);
  }
  const index = file.resources.indexOf(resource);
  const prepared = yield* preparing(file, index, identities);
  const there = prepared?.file.resources[index];
  if (prepared === undefined || there === undefined) {
    return { kind: "refused", refusal: { reason: "wouldNotReadBack" } };
  }
  const change = { kind: "assignUserAssigned", ids: prepared.texts } as const;
  const outcome = yield* changingIdentity(prepared.file, there, change, options);
  if (outcome.kind === "edits") {
    const edits = prepared.edits.length === 0 ? outcome.edits : composeEdits(prepared.edits, outcome.edits);
    const alsoAffects = outcome.alsoAffects.flatMap(
      (each) => file.resources[prepared.file.resources.indexOf(each)] ?? [],
    );
    return { ...outcome, edits, alsoAffects };
  }
  if (outcome.kind === "noOp" || prepared.edits.length === 0) {
    return outcome;
  }
  // What is asked or refused has to name places of the text as it is.
  const plain = yield* changingIdentity(file, resource, change, options);
  return plain.kind === "edits" ? { kind: "refused", refusal: { reason: "wouldNotReadBack" } } : plain;
}
