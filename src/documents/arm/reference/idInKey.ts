import { formatResourceId, sameResourceId, USER_ASSIGNED_TYPE } from "../../../identity/resourceId";
import { mayHaveId, type SpelledId } from "../../plan/spelledId";
import { isCallOf } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";

/** The parts of the id in `resourceId(...)`. @param key As an `IdentityEntry` has it; undefined where not even the name is spelled. */
function spelledParts(key: string): (SpelledId & { readonly name: string }) | undefined {
  const read = parseTemplateText(key);
  if (read.kind !== "expression" || !isCallOf(read.expression, "resourceid")) {
    return undefined;
  }
  const args = read.expression.args.map((arg) => (arg.kind === "string" ? arg.value : undefined));
  const [name, , resourceGroup, subscriptionId] = args.reverse();
  return name === undefined ? undefined : { name, resourceGroup, subscriptionId };
}

/** Whether a key may be the identity with this id: `unknown` where the text does not even tell the name. */
export function mayBe(key: string, id: string): boolean | "unknown" {
  return parseTemplateText(key).kind === "literal" ? sameResourceId(key, id) : mayHaveId(spelledParts(key), id);
}

/** The whole id that a key spells out, in lower case; undefined where the deployment decides a part of it. */
export function idInKey(key: string): string | undefined {
  if (parseTemplateText(key).kind === "literal") {
    return key;
  }
  const parts = spelledParts(key);
  return parts?.resourceGroup === undefined || parts.subscriptionId === undefined
    ? undefined
    : formatResourceId(parts.subscriptionId, parts.resourceGroup, USER_ASSIGNED_TYPE, parts.name).toLowerCase();
}
