import { type IdentityType } from "../../../identity/identityState";
import {
  formatResourceId,
  isUserAssignedIdentityId,
  parseResourceId,
  USER_ASSIGNED_TYPE,
} from "../../../identity/resourceId";
import { quotedText } from "../syntax/quotedText";

/** Two blanks, as `terraform fmt` has it. */
const INDENT = "  ";

/**
 * An id as the provider reads it: it refuses other casing of the words that every such id has (docs/azure-behaviour.md#terraform-resource-ids), and
 * Azure answers in any. What is no id of a user-assigned identity stays as it is.
 */
export function identityIdForProvider(id: string): string {
  const parsed = isUserAssignedIdentityId(id) ? parseResourceId(id) : undefined;
  const [name] = parsed?.names ?? [];
  return parsed === undefined || name === undefined
    ? id
    : formatResourceId(parsed.subscriptionId, parsed.resourceGroup, USER_ASSIGNED_TYPE, name);
}

/** What is written for an identity: an id in quotes, an expression as it is. */
export function identityExpression(text: string): string {
  return text.startsWith("/") ? quotedText(identityIdForProvider(text)) : text;
}

/** Attributes of one block or object, a line each, with their equals signs in one column as `terraform fmt` puts them. */
export function alignedAttributes(attributes: readonly (readonly [name: string, value: string])[]): readonly string[] {
  const widest = Math.max(...attributes.map(([name]) => name.length));
  return attributes.map(([name, value]) => `${name.padEnd(widest)} = ${value}`);
}

/** A list of identities behind its name: one expression stays on the line, ids and several get a line each. */
export function listLines(name: string, texts: readonly string[], indent = INDENT): readonly string[] {
  return isOneLine(texts) || texts.length === 0
    ? [`${name} = [${texts.map(identityExpression).join("")}]`]
    : [`${name} = [`, ...texts.map((text) => `${indent}${identityExpression(text)},`), "]"];
}

/** An identity as the key of an object: what is no text has to be in parentheses. */
export function keyText(text: string): string {
  const written = identityExpression(text);
  return written.startsWith('"') ? written : `(${written})`;
}

/** Such a key with its value. */
export function keyLine(text: string): string {
  return `${keyText(text)} = {}`;
}

/** An object of identities behind its name, as Azure has it. */
export function keyedLines(name: string, texts: readonly string[], indent = INDENT): readonly string[] {
  return [`${name} = {`, ...texts.map((text) => indent + keyLine(text)), "}"];
}

/** Whether a list of these identities is written on one line. */
export function isOneLine([first, second]: readonly string[]): boolean {
  return first !== undefined && second === undefined && !/^["/]/.test(first) && !first.includes("\n");
}

/** The attributes of an identity, in which a list of several lines stands for itself. */
export function identityLines(
  [typeName, type]: readonly [name: string, value: string],
  list: string,
  texts: readonly string[],
  indent = INDENT,
): readonly string[] {
  const [first] = texts;
  if (first === undefined) {
    return [`${typeName} = ${type}`];
  }
  // A value of several lines has no part in the column of the others.
  return isOneLine(texts)
    ? alignedAttributes([
        [typeName, type],
        [list, `[${identityExpression(first)}]`],
      ])
    : [`${typeName} = ${type}`, ...listLines(list, texts, indent)];
}

/** An `identity` block of a resource, as `terraform fmt` would leave it. @param texts ids, or expressions that name one */
export function identityBlockLines(
  type: Exclude<IdentityType, "None">,
  texts: readonly string[],
  indent = INDENT,
): readonly string[] {
  const lines = identityLines(["type", quotedText(type)], "identity_ids", texts, indent);
  return ["identity {", ...lines.map((line) => `${indent}${line}`), "}"];
}

/** The `identity` of a request, in Azure's own form. */
export function requestIdentityLines(type: IdentityType, texts: readonly string[], indent = INDENT): readonly string[] {
  const list = texts.length === 0 ? [] : keyedLines("userAssignedIdentities", texts, indent);
  return ["identity = {", ...[`type = ${quotedText(type)}`, ...list].map((line) => indent + line), "}"];
}

/** The `managed_identities` of a module that takes such an object. */
export function managedIdentitiesLines(
  isSystemAssigned: boolean,
  texts: readonly string[],
  indent = INDENT,
): readonly string[] {
  const list = "user_assigned_resource_ids";
  const lines = isSystemAssigned
    ? identityLines(["system_assigned", "true"], list, texts, indent)
    : listLines(list, texts, indent);
  return ["managed_identities = {", ...lines.map((line) => `${indent}${line}`), "}"];
}
