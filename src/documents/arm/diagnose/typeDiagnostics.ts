import { meantTypes } from "../../meantType";
import type { TemplateResource } from "../locate/templateResource";
import { blockShape } from "../plan/blockShape";
import { distinctEntries } from "../../plan/knowledge";
import type { IdentityBlock, ListReading } from "../read/identityReading";
import type { Fix, TemplateDiagnostic } from "./diagnostic";

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
