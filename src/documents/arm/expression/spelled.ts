import { isEscapedScope, type TemplateScope } from "../locate/scope";
import { parseTemplateText } from "./parseExpression";

/** A text as it is written in a scope: an expression gets one more bracket where a template around is evaluated first. */
export function spelledIn(scope: TemplateScope, text: string): string {
  return isEscapedScope(scope) && parseTemplateText(text).kind === "expression" ? `[${text}` : text;
}
