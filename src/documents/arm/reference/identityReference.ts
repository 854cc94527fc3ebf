import { holderName } from "../../holderName";
import type { ReferenceForm } from "../../knownIdentity";
import { parseResourceId, USER_ASSIGNED_TYPE } from "../../../identity/resourceId";
import { parseTemplateText } from "../expression/parseExpression";

/** The ways in which a template can say which identity is meant. */
export type IdentityReference =
  /** As it is given: an id, or an expression in brackets. */
  | { readonly kind: "text"; readonly text: string }
  /** `name` and the others are texts of the template: literal, or an expression in brackets. */
  | {
      readonly kind: "resourceId";
      readonly name: string;
      readonly place?: { readonly subscriptionId?: string; readonly resourceGroup: string };
    }
  /** Added where it is not there; `defaultValue` is an id. */
  | { readonly kind: "parameter"; readonly name: string; readonly defaultValue?: string }
  /** Added where it is not there; `value` is a text of the template. */
  | { readonly kind: "variable"; readonly name: string; readonly value: string };

/** A string for the inside of an expression. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A text of the template as an argument: an expression without its brackets, anything else in quotes. */
function argument(text: string): string {
  return parseTemplateText(text).kind === "expression" ? text.slice(1, -1) : quoted(text);
}

/** `[resourceId(...)]` for an identity, with as much of the place as is given. */
export function resourceIdText(reference: IdentityReference & { readonly kind: "resourceId" }): string {
  const { name, place } = reference;
  const before =
    place === undefined
      ? []
      : [...(place.subscriptionId === undefined ? [] : [place.subscriptionId]), place.resourceGroup];
  const args = [...before.map(argument), quoted(USER_ASSIGNED_TYPE), argument(name)];
  return `[resourceId(${args.join(", ")})]`;
}

/** An id said in a form; an id that is none is said as it is. */
export function referenceToId(id: string, form: ReferenceForm): IdentityReference {
  const parsed = parseResourceId(id);
  const name = parsed?.names.at(-1);
  if (parsed === undefined || name === undefined || form === "text") {
    return { kind: "text", text: id };
  }
  const { subscriptionId, resourceGroup } = parsed;
  switch (form) {
    case "resourceId":
    case "existing":
      return { kind: "resourceId", name, place: { subscriptionId, resourceGroup } };
    case "parameter":
      return { kind: "parameter", name: holderName(name), defaultValue: id };
    case "variable":
      return { kind: "variable", name: holderName(name), value: id };
    case "inputVariable":
    case "local":
    case "dataSource":
      return { kind: "text", text: id };
  }
}
