import type { CompletionPlace, HoverPlace } from "../../documentLanguage";
import type { DocumentResource } from "../../documentResource";
import type { TextRange } from "../../textRange";
import type { BicepFile, BicepResource } from "../model";
import type { IdentityBlock, ListReading } from "../read/identityReading";
import { findingIdentitiesToOffer } from "../reference/identities";
import type { ArrayNode, ObjectNode } from "../syntax/nodes";
import { bare, memberNamed } from "../syntax/walk";
import { bicepString, idKey, idValue } from "../write/bicepString";
import { editedBlock } from "../write/declaredParts";
import { entriesOf, listedIdentity } from "./bicepDocumentResource";

function touches(range: TextRange | undefined, { start, end }: TextRange): boolean {
  return range !== undefined && range.start <= end && start <= range.end;
}

function at(offset: number): TextRange {
  return { start: offset, end: offset };
}

/** The innermost resource around an offset. */
export function resourceAt({ resources }: BicepFile, offset: number): BicepResource | undefined {
  return resources.findLast(({ node }) => node.start <= offset && offset <= node.end);
}

/** The same, or else the first resource whose identity is the variable or parameter there. */
export function resourceMeantAt(file: BicepFile, offset: number): BicepResource | undefined {
  return (
    resourceAt(file, offset) ??
    file.resources.find(({ identity }) => touches(editedBlock(identity, ["block", "list"])?.node, at(offset)))
  );
}

/** Whether who has put the cursor here is likely to mean the resource's identities. */
export function isAtHead({ node, identity, holder }: BicepResource, cursor: TextRange): boolean {
  const { body, symbol } = node;
  const head = { start: node.start, end: body === undefined ? symbol.end : body.start + 1 };
  const own = identity.kind === "absent" ? undefined : identity.member;
  const declared = editedBlock(identity, ["block"])?.node;
  const name = memberNamed(body, "name");
  return [head, name, own, declared, holder === body ? undefined : memberNamed(holder, "name")].some((range) =>
    touches(range, cursor),
  );
}

/** What of a resource's identity stands at an offset. @param shown the resource, as it is shown */
export function hoverPlace(
  file: BicepFile,
  resource: BicepResource,
  shown: DocumentResource,
  offset: number,
): HoverPlace | undefined {
  const { identity } = resource;
  if (identity.kind === "absent") {
    return undefined;
  }
  const block = editedBlock(identity, ["block", "list"]);
  const entry = entriesOf(resource).find(({ node }) => touches(node, at(offset)));
  const place = [identity.member, block?.node].find((each) => touches(each, at(offset)));
  if (entry !== undefined) {
    const { start, end } = entry.node;
    return { resource: shown, range: { start, end }, listed: listedIdentity(file, entry) };
  }
  if (place === undefined) {
    return undefined;
  }
  const { start, end } = place === identity.member ? identity.member.key : place;
  return { resource: shown, range: { start, end }, listed: undefined };
}

/** Where a text is to stand: what it takes the place of, and whether it is a new key. */
interface Spot {
  readonly wants: "type" | "key" | "element";
  readonly replaces: TextRange;
  readonly isNew: boolean;
}

function listNode(list: ListReading): ObjectNode | ArrayNode | undefined {
  const node = list.kind === "absent" ? undefined : list.kind === "list" ? list.node : bare(list.member.value);
  return node?.kind === "object" || node?.kind === "array" ? node : undefined;
}

function isInside({ start, end }: TextRange, offset: number): boolean {
  return start < offset && offset < end;
}

/** What is being typed around an offset: up to a blank, or within quotes to the end of the string or line. */
function typedAround(text: string, offset: number, { start: from, end: to }: TextRange): TextRange {
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), from) + 1;
  const rest = /^[^\r\n]*/.exec(text.slice(offset, to))?.[0] ?? "";
  const before = text.slice(lineStart, offset);
  const open = /'[^']*$/.exec(before);
  if (open !== null && (before.match(/'/g)?.length ?? 0) % 2 === 1) {
    const close = rest.indexOf("'");
    return { start: lineStart + open.index, end: close === -1 ? offset + rest.trimEnd().length : offset + close + 1 };
  }
  const word = /[\w.]*$/.exec(before)?.[0] ?? "";
  const more = /^[\w.]*/.exec(rest)?.[0] ?? "";
  return { start: offset - word.length, end: offset + more.length };
}

function spotInList(text: string, node: ObjectNode | ArrayNode, offset: number): Spot | undefined {
  const isKey = node.kind === "object";
  const item = node.items.find((each) => each.start <= offset && offset <= each.end);
  if (item?.kind === "member") {
    const { key, value } = item;
    const isInKey = key.start <= offset && offset <= key.end;
    return isInKey
      ? { wants: "key", replaces: { start: key.start, end: key.end }, isNew: value.start === value.end }
      : undefined;
  }
  const replaces = typedAround(text, offset, node);
  // Behind the colon of a key nothing but its empty value goes.
  const lineBefore = text.slice(Math.max(text.lastIndexOf("\n", offset - 1), node.start) + 1, replaces.start);
  return isKey && lineBefore.includes(":") ? undefined : { wants: isKey ? "key" : "element", replaces, isNew: isKey };
}

function spotInBlock(text: string, block: IdentityBlock, offset: number): Spot | undefined {
  const lists = [block.dictionary, block.array].map(listNode);
  const list = lists.find((node) => node !== undefined && isInside(node, offset));
  if (list !== undefined) {
    return spotInList(text, list, offset);
  }
  const type = block.form === "module" ? undefined : memberNamed(block.node, "type");
  const colon = type === undefined ? -1 : text.indexOf(":", type.key.end) + 1;
  if (type === undefined || offset < colon) {
    return undefined;
  }
  const { value } = type;
  if (value.start < value.end) {
    return value.start <= offset && offset <= value.end
      ? { wants: "type", replaces: { start: value.start, end: value.end }, isNew: false }
      : undefined;
  }
  return text.slice(colon, offset).trim() === "" && !text.slice(colon, offset).includes("\n")
    ? { wants: "type", replaces: at(offset), isNew: false }
    : undefined;
}

/** What can be completed at an offset of a resource's own identity. @param shown the resource, as it is shown */
export function completionPlace(
  file: BicepFile,
  resource: BicepResource,
  shown: DocumentResource,
  offset: number,
): CompletionPlace | undefined {
  const block = editedBlock(resource.identity, ["block", "list"]);
  const spot = block === undefined ? undefined : spotInBlock(file.text, block, offset);
  if (spot === undefined) {
    return undefined;
  }
  const { start, end } = spot.replaces;
  return {
    resource: shown,
    wants: spot.wants === "type" ? "type" : "identity",
    replaces: spot.replaces,
    filterPrefix: start < end && file.text[start] === "'" ? "'" : "",
    written: (text) => {
      switch (spot.wants) {
        case "type":
          return bicepString(text);
        case "key":
          return spot.isNew ? `${idKey(text)}: {}` : idKey(text);
        case "element":
          return idValue(text);
      }
    },
    known: () => findingIdentitiesToOffer(file, resource),
    forms: (id) => [{ form: "text", text: id }],
  };
}
