import type { IdentityShape } from "../../identity/apiVersion";
import type { IdentityType } from "../../identity/identityState";
import type { DiagnosticFacts } from "../documentDiagnostic";
import { meantTypes } from "../meantType";
import { hasTypeNone } from "./identityVersions";
import { distinctEntries, type StatedBlock, type StatedEntry, type StatedList } from "./knowledge";

/** What repairs a type and lists that do not fit each other. */
export type TypeFix =
  | { readonly kind: "setType"; readonly type: IdentityType }
  | { readonly kind: "removeLists" }
  | { readonly kind: "removeIdentity" };

/** What is wrong with a block's type, and where. */
export interface TypeFinding {
  readonly facts: Extract<
    DiagnosticFacts<never>,
    {
      readonly code:
        "typeNotKnown" | "userAssignedWithoutIdentities" | "identitiesWithoutUserAssigned" | "emptyDictionary";
    }
  >;
  readonly at: "type" | "list";
  /** The best first. */
  readonly fixes: readonly TypeFix[];
}

function isEmpty(list: StatedList<StatedEntry>): boolean {
  return list.kind === "absent" || list.kind === "null" || (list.kind === "list" && list.entries.length === 0);
}

/**
 * What a block's type says against its lists; undefined where either is an expression.
 * @param shape what the API version takes, as far as it is known: where it takes no dictionary, that is what is wrong
 */
export function typeFinding(
  block: StatedBlock<StatedEntry>,
  shape: IdentityShape | undefined,
): TypeFinding | undefined {
  const { type, dictionary, array } = block;
  if (type.kind === "unknownValue") {
    const fixes = meantTypes(type.text).map((meant) => ({ kind: "setType", type: meant }) as const);
    return { facts: { code: "typeNotKnown", type: type.text }, at: "type", fixes };
  }
  if (type.kind === "known" && type.userAssigned && isEmpty(dictionary) && isEmpty(array)) {
    const without = type.systemAssigned ? "SystemAssigned" : "None";
    const fix: TypeFix =
      without === "None" && !hasTypeNone(shape) ? { kind: "removeIdentity" } : { kind: "setType", type: without };
    return { facts: { code: "userAssignedWithoutIdentities", type: type.text }, at: "type", fixes: [fix] };
  }
  if (type.kind === "known" && !type.userAssigned && dictionary.kind === "list" && dictionary.entries.length === 0) {
    return shape === undefined || shape === "dictionary"
      ? { facts: { code: "emptyDictionary", type: type.text }, at: "list", fixes: [{ kind: "removeLists" }] }
      : undefined;
  }
  const count = distinctEntries(block).length;
  if (type.kind === "expression" || (type.kind === "known" && type.userAssigned) || count === 0) {
    return undefined;
  }
  const isKnown = type.kind === "known";
  const wanted = isKnown && type.systemAssigned ? "SystemAssigned, UserAssigned" : "UserAssigned";
  const setType = { kind: "setType", type: wanted } as const;
  return {
    facts: { code: "identitiesWithoutUserAssigned", type: isKnown ? type.text : undefined, count },
    at: isKnown ? "type" : "list",
    fixes: isKnown ? [setType, { kind: "removeLists" }] : [setType],
  };
}
