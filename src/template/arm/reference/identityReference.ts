import { parseResourceId } from "../../../identity/resourceId";
import { parseTemplateText } from "../expression/parseExpression";
import type { AnyResource } from "../locate/anyResource";

export const USER_ASSIGNED_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** The ways in which a template can say which identity is meant. */
export type IdentityReference =
  | { readonly kind: "literal"; readonly id: string }
  /** `name` and the others are texts of the template: literal, or an expression in brackets. */
  | {
      readonly kind: "resourceId";
      readonly name: string;
      readonly place?: { readonly subscriptionId?: string; readonly resourceGroup: string };
    }
  /** Added where it is not there; `defaultValue` is an id. */
  | { readonly kind: "parameter"; readonly name: string; readonly defaultValue?: string }
  /** Added where it is not there; `value` is a text of the template. */
  | { readonly kind: "variable"; readonly name: string; readonly value: string }
  /** An identity that the template itself declares. */
  | { readonly kind: "declared"; readonly resource: AnyResource };

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

/** Where a template is deployed to, as far as it is known. */
export interface DeploymentPlace {
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
}

/**
 * A literal id as a `resourceId`, without the parts that the deployment has itself; undefined for what is no id.
 */
export function referenceToId(id: string, home: DeploymentPlace): IdentityReference | undefined {
  const parsed = parseResourceId(id);
  const name = parsed?.names.at(-1);
  if (parsed === undefined || name === undefined || parsed.names.length !== 1) {
    return undefined;
  }
  const same = (left: string, right: string | undefined) => left.toLowerCase() === right?.toLowerCase();
  if (!same(parsed.subscriptionId, home.subscriptionId)) {
    const { subscriptionId, resourceGroup } = parsed;
    return { kind: "resourceId", name, place: { subscriptionId, resourceGroup } };
  }
  return same(parsed.resourceGroup, home.resourceGroup)
    ? { kind: "resourceId", name }
    : { kind: "resourceId", name, place: { resourceGroup: parsed.resourceGroup } };
}
