import type { IdentityType } from "../../../identity/identityState";
import type { TemplateResource } from "../locate/templateResource";
import { blockShape } from "../plan/blockShape";
import { distinctEntries } from "../plan/knowledge";
import type { IdentityBlock, ListReading } from "../read/identityReading";
import type { Fix, TemplateDiagnostic } from "./diagnostic";

const TYPES: readonly IdentityType[] = ["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"];

/** A value with as many mistakes as this is not taken for a misspelling. */
const MOST_MISTAKES = 4;

/** How many letters to add, drop or change; texts are short. */
function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left.charAt(row - 1) === right.charAt(column - 1);
      const change = (previous[column - 1] ?? 0) + (same ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

function simplified(type: string): string {
  return type.toLowerCase().replaceAll(/[^a-z,]/g, "");
}

/** The types that an unknown value may have been meant for: the nearest, else all. */
function meantTypes(text: string): readonly IdentityType[] {
  const written = simplified(text.slice(0, 60));
  const ranked = TYPES.map((type) => ({ type, mistakes: distance(written, simplified(type)) }));
  const near = ranked.filter(({ mistakes }) => mistakes <= MOST_MISTAKES);
  const best = near.sort((left, right) => left.mistakes - right.mistakes)[0];
  return best === undefined ? TYPES : [best.type];
}

function isEmpty(list: ListReading): boolean {
  return list.kind === "absent" || list.kind === "null" || (list.kind === "list" && list.entries.length === 0);
}

/** Whether the API version takes a dictionary at all, as far as it is known: where it does not, that is what is wrong. */
function holdsDictionary(resource: TemplateResource): boolean {
  const shape = blockShape(resource);
  return shape === undefined || shape === "dictionary";
}

/** What a block's type says against its lists; nothing where either is an expression. */
export function typeDiagnostics(resource: TemplateResource, block: IdentityBlock): readonly TemplateDiagnostic[] {
  const { type } = block;
  if (type.kind === "unknownValue") {
    const fixes = meantTypes(type.text).map((meant) => ({ kind: "setType", resource, block, type: meant }) as const);
    return [{ code: "typeNotKnown", range: type.member.value ?? type.member, fixes, type: type.text }];
  }
  if (type.kind === "known" && type.userAssigned && isEmpty(block.dictionary) && isEmpty(block.array)) {
    const without = type.systemAssigned ? "SystemAssigned" : "None";
    const shape = blockShape(resource);
    const hasNone = shape !== "none" && shape !== "systemAssignedOnly";
    const fix: Fix =
      without === "None" && !hasNone
        ? { kind: "removeIdentity", resource }
        : { kind: "setType", resource, block, type: without };
    return [{ code: "userAssignedWithoutIdentities", range: type.node, fixes: [fix], type: type.text }];
  }
  const count = distinctEntries(block).length;
  const { dictionary } = block;
  if (type.kind === "known" && !type.userAssigned && dictionary.kind === "list" && dictionary.entries.length === 0) {
    return holdsDictionary(resource)
      ? [
          {
            code: "emptyDictionary",
            range: dictionary.member.key ?? dictionary.member,
            fixes: [{ kind: "removeLists", resource, block }],
            type: type.text,
          },
        ]
      : [];
  }
  if (type.kind === "expression" || (type.kind === "known" && type.userAssigned) || count === 0) {
    return [];
  }
  const wanted = type.kind === "known" && type.systemAssigned ? "SystemAssigned, UserAssigned" : "UserAssigned";
  const setType = { kind: "setType", resource, block, type: wanted } as const;
  const list = [block.dictionary, block.array].find(({ kind }) => kind === "list");
  const place = list?.kind === "list" ? (list.member.key ?? list.member) : block.node;
  return [
    {
      code: "identitiesWithoutUserAssigned",
      range: type.kind === "known" ? type.node : place,
      fixes: type.kind === "known" ? [setType, { kind: "removeLists", resource, block }] : [setType],
      type: type.kind === "known" ? type.text : undefined,
      count,
    },
  ];
}
