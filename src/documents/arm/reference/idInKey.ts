import { formatResourceId, parseResourceId, USER_ASSIGNED_TYPE } from "../../../identity/resourceId";
import { isCallOf } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";

/** The parts of an id that an expression spells out, in lower case. */
interface SpelledParts {
  readonly name: string;
  readonly resourceGroup: string | undefined;
  readonly subscriptionId: string | undefined;
}

/** The parts of the id in `resourceId(...)`. @param key As an `IdentityEntry` has it; undefined where not even the name is spelled. */
function spelledParts(key: string): SpelledParts | undefined {
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
  if (parseTemplateText(key).kind === "literal") {
    return key.toLowerCase() === id.toLowerCase();
  }
  const parts = spelledParts(key);
  if (parts === undefined) {
    return "unknown";
  }
  const parsed = parseResourceId(id);
  const same = (left: string | undefined, right: string | undefined) =>
    left === undefined || left === right?.toLowerCase();
  return (
    same(parts.name, parsed?.names.at(-1)) &&
    same(parts.resourceGroup, parsed?.resourceGroup) &&
    same(parts.subscriptionId, parsed?.subscriptionId)
  );
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
