import type { IdentityType } from "../../../identity/identityState";
import { bicepString, idKey, idValue } from "./bicepString";

/** An object as it is printed: members and elements, a line each. */
export type Printable =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "object"; readonly members: readonly (readonly [key: string, value: Printable])[] }
  | { readonly kind: "array"; readonly elements: readonly string[] };

/** How identities are listed. */
export type ListForm = "dictionary" | "array" | "moduleArray";

const text = (value: string): Printable => ({ kind: "text", text: value });

/** The value of a list. */
export function printableList(form: ListForm, texts: readonly string[]): Printable {
  return form === "dictionary"
    ? { kind: "object", members: texts.map((each) => [idKey(each), text("{}")] as const) }
    : { kind: "array", elements: texts.map(idValue) };
}

/** The member that holds a list. */
export const LIST_MEMBER = {
  dictionary: "userAssignedIdentities",
  array: "identityIds",
  moduleArray: "userAssignedResourceIds",
} as const;

/** An identity block of a resource. @param lists texts of identities; no list is written for none */
export function printableBlock(type: IdentityType, form: ListForm, texts: readonly string[]): Printable {
  return {
    kind: "object",
    members: [
      ["type", text(bicepString(type))],
      ...(texts.length === 0 ? [] : [[LIST_MEMBER[form], printableList(form, texts)] as const]),
    ],
  };
}

/** What the identities of a verified module are. */
export function printableManagedIdentities(isSystemAssigned: boolean, texts: readonly string[]): Printable {
  return {
    kind: "object",
    members: [
      ...(isSystemAssigned || texts.length === 0 ? [["systemAssigned", text(String(isSystemAssigned))] as const] : []),
      ...(texts.length === 0 ? [] : [[LIST_MEMBER.moduleArray, printableList("moduleArray", texts)] as const]),
    ],
  };
}

/** A value as lines, the first without indentation. @param unit one level of indentation */
export function printLines(value: Printable, unit: string): readonly string[] {
  switch (value.kind) {
    case "text":
      return [value.text];
    case "array":
      return value.elements.length === 0 ? ["[]"] : ["[", ...value.elements.map((each) => unit + each), "]"];
    case "object":
      return value.members.length === 0
        ? ["{}"]
        : ["{", ...value.members.flatMap((member) => printMember(member, unit)).map((line) => unit + line), "}"];
  }
}

/** A member as lines, the first without indentation. */
export function printMember([key, value]: readonly [string, Printable], unit: string): readonly string[] {
  const [first = "", ...rest] = printLines(value, unit);
  return [`${key}: ${first}`, ...rest];
}

/** A value in one line, as objects that stand in one line have it. */
export function printInline(value: Printable): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "array":
      return `[${value.elements.join(", ")}]`;
    case "object":
      return value.members.length === 0
        ? "{}"
        : `{ ${value.members.map(([key, each]) => `${key}: ${printInline(each)}`).join(", ")} }`;
  }
}
