import { isUserAssignedIdentityId } from "../../../identity/resourceId";
import type { TypedIdentityProblem } from "../../knownIdentity";
import { isLiteral } from "../read/identityKeys";
import { otherType, parseExpression } from "../plan/identityTexts";
import type { SyntaxParser } from "../syntax/syntaxParser";

/** What is wrong with a typed identity; undefined where nothing is, as far as can be known. */
export function typedIdentityProblem(parser: SyntaxParser, typed: string): TypedIdentityProblem | undefined {
  const text = typed.trim();
  if (isLiteral(text)) {
    return isUserAssignedIdentityId(text) ? undefined : "notAnId";
  }
  const value = parseExpression(parser, text);
  if (value === undefined) {
    return "notAnExpression";
  }
  switch (value.kind) {
    case "variable":
      return "notAnExpression";
    case "string":
      return isUserAssignedIdentityId(value.value) ? undefined : "notAnId";
    case "bool":
    case "null":
    case "number":
    case "list":
    case "object":
      return "notAnId";
    default:
      return otherType(value) === undefined ? undefined : "otherType";
  }
}
