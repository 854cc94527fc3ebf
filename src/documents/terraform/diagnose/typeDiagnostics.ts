import { readIdentityType } from "../../../identity/readIdentity";
import { type IdentityType } from "../../../identity/identityState";
import { meantTypes } from "../../meantType";
import type { TerraformDiagnostic, TerraformFix } from "../fix/terraformFix";
import type { Machine } from "../locate/machines";
import type { IdentityBlock, ListReading } from "../read/identityReading";

/** The types as the providers spell them: in no other casing, and with the blank. */
const SPELLED = ["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"] as const;

/** The types that a form knows: where azurerm has no identity it has no block. */
export function typesOf({ form }: Pick<Machine, "form">): readonly IdentityType[] {
  return form === "azapi" ? SPELLED : SPELLED.filter((type) => type !== "None");
}

function isEmpty(list: ListReading): boolean {
  return list.kind === "absent" || list.kind === "null" || (list.kind === "list" && list.entries.length === 0);
}

/** The known type that a text means in another spelling. */
function meantBy(text: string): IdentityType | undefined {
  const classes = readIdentityType(text);
  return SPELLED.find((type) => {
    const known = readIdentityType(type);
    return known?.systemAssigned === classes?.systemAssigned && known?.userAssigned === classes?.userAssigned;
  });
}

function unknownType(machine: Machine, block: IdentityBlock, text: string): readonly TerraformFix[] {
  return meantTypes(text)
    .filter((type) => typesOf(machine).includes(type))
    .map((type) => ({ kind: "setType", machine, block, type }));
}

/** What a block's type says against its list, or against what the provider takes; nothing where either is an expression. */
export function typeDiagnostics(machine: Machine, block: IdentityBlock): readonly TerraformDiagnostic[] {
  const { type, list, dialect } = block;
  if (dialect.type !== "type") {
    return [];
  }
  if (type.kind === "unknownValue") {
    const fixes = unknownType(machine, block, type.text);
    return [{ range: type.member.value, facts: { code: "typeNotKnown", type: type.text }, fixes }];
  }
  if (type.kind === "absent") {
    const { holder } = block;
    const hasList = list.kind === "list" && list.entries.length > 0;
    const range = list.kind === "list" ? list.member.nameRange : undefined;
    const facts = {
      code: "identitiesWithoutUserAssigned",
      type: undefined,
      count: hasList ? list.entries.length : 0,
    } as const;
    const fixes = [{ kind: "setType", machine, block, type: "UserAssigned" } as const];
    return hasList && range !== undefined && holder.kind === "body" ? [{ range, facts, fixes }] : [];
  }
  if (type.kind !== "known" || type.file !== block.file) {
    return [];
  }
  const found: TerraformDiagnostic[] = [];
  const range = type.value;
  const correct = meantBy(type.text);
  if (correct === "None" && machine.form !== "azapi") {
    return [{ range, facts: { code: "typeNotKnown", type: type.text }, fixes: [{ kind: "removeIdentity", machine }] }];
  }
  // Azure itself, which a request goes to as it is, takes any casing and blanks.
  const isSpelled = dialect.list === "userAssignedIdentities" || correct === type.text;
  if (correct !== undefined && !isSpelled) {
    const fixes = [{ kind: "setType", machine, block, type: correct }] as const;
    found.push({ range, facts: { code: "typeSpelling", type: type.text, correct }, fixes });
  }
  if (type.userAssigned && isEmpty(list)) {
    const fix: TerraformFix = type.systemAssigned
      ? { kind: "setType", machine, block, type: "SystemAssigned" }
      : { kind: "removeIdentity", machine };
    found.push({ range, facts: { code: "userAssignedWithoutIdentities", type: type.text }, fixes: [fix] });
  }
  if (!type.userAssigned && list.kind === "list") {
    found.push(...listedInVain(machine, block, list, type));
  }
  return found;
}

function listedInVain(
  machine: Machine,
  block: IdentityBlock,
  list: Extract<ListReading, { readonly kind: "list" }>,
  type: { readonly text: string; readonly systemAssigned: boolean },
): readonly TerraformDiagnostic[] {
  const count = list.entries.length;
  if (count === 0) {
    return [];
  }
  const withUser: IdentityType = type.systemAssigned ? "SystemAssigned, UserAssigned" : "UserAssigned";
  const facts = { code: "identitiesWithoutUserAssigned", type: type.text, count } as const;
  const fixes = [
    { kind: "setType", machine, block, type: withUser } as const,
    { kind: "removeLists", machine, block, isEmpty: false } as const,
  ];
  return [{ range: list.member.nameRange, facts, fixes }];
}
