import { isUserAssignedIdentityId, isUserAssignedType } from "../../../identity/resourceId";
import type { KnownIdentity, TypedIdentityProblem } from "../../knownIdentity";
import { namesOtherId } from "../../otherIds";
import { allEntries } from "../../plan/knowledge";
import { wrongType } from "../../plan/wrongIdentity";
import type { Sliced } from "../../sliced";
import type { BicepFile, BicepResource } from "../model";
import { avmModule } from "../read/avmModule";
import { editedBlock } from "../write/declaredParts";
import { parseExpression } from "../syntax/parser";
import type { Statement } from "../syntax/statements";
import { literalText } from "../syntax/walk";

/** What the name of a parameter says that holds the id of an identity. */
const NAMES_IDENTITY = /identit|uami|umi(?=[A-Z_]|$)|msi(?=[A-Z_]|$)/i;
const NAMES_ID = /id$/i;

/** Whether a statement declares a user-assigned identity. */
export function declaresIdentity({ keyword, subject }: Statement): boolean {
  return keyword === "resource" && isUserAssignedType(subject?.split("@", 1)[0] ?? "");
}

function declared({ symbols, surroundings }: BicepFile, statement: Statement): KnownIdentity | undefined {
  if (declaresIdentity(statement)) {
    const { node } = symbols.parsedResource(statement);
    return node.isLooped
      ? undefined
      : { kind: node.isExisting ? "existing" : "declared", text: `${node.symbol.name}.id` };
  }
  if (statement.keyword !== "module" || avmModule(statement.subject ?? "", surroundings) !== "userAssignedIdentity") {
    return undefined;
  }
  const { node } = symbols.parsedResource(statement);
  return node.isLooped ? undefined : { kind: "declared", text: `${node.symbol.name}.outputs.resourceId` };
}

function value({ symbols, canonical }: BicepFile, statement: Statement): KnownIdentity | undefined {
  const { name = "", keyword } = statement;
  if (keyword === "param") {
    const { node } = symbols.parsedValue(statement, "param");
    const isText = /^string\b\??$/.test(symbols.source(node.type).trim());
    const initial = literalText(node.value);
    const saysSo = NAMES_IDENTITY.test(name) && NAMES_ID.test(name) && !namesOtherId(name.replace(/identityid$/i, ""));
    const isId = initial !== undefined && isUserAssignedIdentityId(initial);
    return isText && (isId || saysSo) ? { kind: "parameter", text: name } : undefined;
  }
  if (keyword === "var") {
    const { node } = symbols.parsedValue(statement, "var");
    const kinds = ["string", "access", "call", "paren", "asserted"];
    const type = node.value !== undefined && kinds.includes(node.value.kind) ? canonical.resourceType(name) : undefined;
    return type !== undefined && isUserAssignedType(type) ? { kind: "variable", text: name } : undefined;
  }
  return undefined;
}

/** The identities that a file speaks of, each once: declared ones, parameters, variables, and what other resources have. */
export function* findingIdentities(file: BicepFile, resource: BicepResource): Sliced<readonly KnownIdentity[]> {
  const distinct = new Map<string, KnownIdentity>();
  const add = (known: KnownIdentity | undefined) => {
    const key = known === undefined ? undefined : file.canonical.key(known.text);
    if (known !== undefined && key !== undefined && !distinct.has(key)) {
      distinct.set(key, known);
    }
  };
  for (const find of [declared, value]) {
    for (const statement of file.statements.all) {
      add(find(file, statement));
      yield;
    }
  }
  for (const other of file.resources) {
    const block =
      other === resource || other.node.isLooped ? undefined : editedBlock(other.identity, ["block", "list"]);
    for (const { text } of block === undefined ? [] : allEntries(block)) {
      if (text.startsWith("/") ? isUserAssignedIdentityId(text) : !text.startsWith("'")) {
        add({ kind: "assigned", text });
      }
    }
    yield;
  }
  return [...distinct.values()];
}

/** Those of them that the resource does not have yet. */
export function* findingIdentitiesToOffer(file: BicepFile, resource: BicepResource): Sliced<readonly KnownIdentity[]> {
  const block = editedBlock(resource.identity, ["block", "list"]);
  const present = new Set(block === undefined ? [] : allEntries(block).map(({ key }) => key));
  const known = yield* findingIdentities(file, resource);
  return known.filter(({ text }) => !present.has(file.canonical.key(text)));
}

/** What is wrong with a typed identity; undefined where nothing is, as far as can be known. */
export function typedIdentityProblem({ canonical }: BicepFile, typed: string): TypedIdentityProblem | undefined {
  const text = typed.trim();
  const node = text.startsWith("/") ? undefined : parseExpression(text);
  const literal = node === undefined ? text : literalText(node);
  if (literal !== undefined) {
    return isUserAssignedIdentityId(literal)
      ? undefined
      : text.startsWith("/") || node !== undefined
        ? "notAnId"
        : "notAnExpression";
  }
  return wrongType(canonical.resourceType(text)) === undefined ? undefined : "otherType";
}
