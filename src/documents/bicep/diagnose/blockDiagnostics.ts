import { lowestVersion } from "../../plan/identityVersions";
import { knowledgeOfBlock } from "../../plan/knowledge";
import { type TypeFix, typeFinding } from "../../plan/typeFinding";
import { entriesCount, wrongLiteral, wrongType } from "../../plan/wrongIdentity";
import type { TextRange } from "../../textRange";
import { type BicepFile, type BicepResource, shapeOf } from "../model";
import type { IdentityBlock, IdentityEntry, ListReading } from "../read/identityReading";
import { literalText } from "../syntax/walk";
import type { BicepDiagnostic, Fix } from "./diagnostic";

function placeOf(block: IdentityBlock, at: "type" | "list"): TextRange {
  const { type } = block;
  if (at === "type" && type.kind !== "absent") {
    return type.member?.value ?? block.node;
  }
  const list = [block.dictionary, block.array].find(({ kind }) => kind === "list");
  return list?.kind === "list" ? list.member.key : block.node;
}

function toFix(resource: BicepResource, block: IdentityBlock, fix: TypeFix): Fix {
  switch (fix.kind) {
    case "setType":
      return { kind: fix.kind, resource, block, type: fix.type };
    case "removeLists":
      return { kind: fix.kind, resource, block };
    case "removeIdentity":
      return { kind: fix.kind, resource };
  }
}

/** What a block's type says against its lists. A module makes the type itself. */
function typeDiagnostics(resource: BicepResource, block: IdentityBlock): readonly BicepDiagnostic[] {
  const found = block.form === "module" ? undefined : typeFinding(block, shapeOf(resource));
  return found === undefined
    ? []
    : [
        {
          range: placeOf(block, found.at),
          facts: found.facts,
          fixes: found.fixes.map((fix) => toFix(resource, block, fix)),
        },
      ];
}

function wrongId(file: BicepFile, { text, node }: IdentityEntry): BicepDiagnostic["facts"] | undefined {
  const literal = literalText(node) ?? (node.kind === "name" && text.startsWith("'") ? node.name : undefined);
  const wrong = literal === undefined ? wrongType(file.canonical.resourceType(text)) : wrongLiteral(literal);
  return wrong && { ...wrong, id: literal ?? text };
}

function entryDiagnostics(file: BicepFile, resource: BicepResource, block: IdentityBlock): readonly BicepDiagnostic[] {
  const first = new Map<string, IdentityEntry>();
  const found: BicepDiagnostic[] = [];
  for (const list of [block.dictionary, block.array]) {
    for (const entry of list.kind === "list" ? list.entries : []) {
      const { node, text, key } = entry;
      const range = { start: node.start, end: node.end };
      const earlier = first.get(key);
      if (earlier !== undefined) {
        const { start, end } = earlier.node;
        found.push({
          range,
          facts: { code: "duplicateIdentity", id: text, first: { start, end } },
          fixes: [{ kind: "removeDuplicate", resource, block, entries: [entry] }],
        });
        continue;
      }
      first.set(key, entry);
      const facts = wrongId(file, entry);
      if (facts !== undefined) {
        const change = { kind: "removeUserAssigned", ids: [text] } as const;
        const fix: Fix = entriesCount(block)
          ? { kind: "change", resource, change }
          : { kind: "removeEntry", resource, block, entries: [entry] };
        found.push({ range, facts, fixes: [fix] });
      }
    }
  }
  return found;
}

function isPresent(list: ListReading): list is Exclude<ListReading, { readonly kind: "absent" | "null" }> {
  return list.kind !== "absent" && list.kind !== "null";
}

/** What the API version says against a block. */
function versionDiagnostics(resource: BicepResource, block: IdentityBlock): readonly BicepDiagnostic[] {
  const { apiVersion, identity, kind } = resource;
  const shape = shapeOf(resource);
  if (apiVersion === undefined || shape === undefined || resource.form === "module" || identity.kind === "absent") {
    return [];
  }
  const raise: Fix = { kind: "raiseApiVersion", resource };
  const version = { apiVersion, profile: undefined };
  const { type, array, dictionary } = block;
  switch (shape) {
    case "none": {
      const lowest = lowestVersion(kind, "systemAssigned");
      const facts = { code: "apiVersionHasNoIdentity", ...version, lowest } as const;
      return [{ range: identity.member.key, facts, fixes: [raise] }];
    }
    case "systemAssignedOnly": {
      const list = [dictionary, array].find(isPresent);
      const range =
        type.kind === "known" && type.userAssigned
          ? (type.node ?? block.node)
          : list === undefined
            ? undefined
            : list.member.key;
      const lowest = lowestVersion(kind, "userAssigned");
      const facts = { code: "apiVersionHasNoUserAssigned", ...version, lowest } as const;
      const remove: Fix = { kind: "change", resource, change: { kind: "removeAllUserAssigned" } };
      return range === undefined ? [] : [{ range, facts, fixes: [raise, remove] }];
    }
    case "dictionary":
    case "array": {
      const wrong = shape === "dictionary" ? array : dictionary;
      if (!isPresent(wrong)) {
        return [];
      }
      const convert: readonly Fix[] = wrong.kind === "list" ? [{ kind: "convertShape", resource, shape }] : [];
      const code = shape === "dictionary" ? "arrayInsteadOfDictionary" : "dictionaryInsteadOfArray";
      const fixes = shape === "dictionary" ? convert : [...convert, raise];
      return [{ range: wrong.member.key, facts: { code, ...version }, fixes }];
    }
  }
}

/** A Flexible scale set takes user-assigned identities only. */
function systemAssignedOnFlexible(resource: BicepResource, block: IdentityBlock): readonly BicepDiagnostic[] {
  const known = knowledgeOfBlock(block);
  const { type } = block;
  if (
    resource.orchestrationMode !== "Flexible" ||
    known.kind !== "known" ||
    known.systemAssigned !== true ||
    type.kind === "absent"
  ) {
    return [];
  }
  const fixes = [{ kind: "change", resource, change: { kind: "disableSystemAssigned" } }] as const;
  return [{ range: placeOf(block, "type"), facts: { code: "systemAssignedOnFlexible" }, fixes }];
}

/** What is wrong with the block that a resource has for certain. */
export function blockDiagnostics(
  file: BicepFile,
  resource: BicepResource,
  block: IdentityBlock,
): readonly BicepDiagnostic[] {
  return [
    ...versionDiagnostics(resource, block),
    ...typeDiagnostics(resource, block),
    ...entryDiagnostics(file, resource, block),
    ...systemAssignedOnFlexible(resource, block),
  ];
}
