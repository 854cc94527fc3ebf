/** An expression of the template language, as far as identities need it. Names keep their spelling. */
export type Expression =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: "member";
      readonly target: Expression;
      readonly name: string;
      /** Gives null where the member is not there. */
      readonly isSafe?: true;
    }
  | { readonly kind: "index"; readonly target: Expression; readonly index: Expression; readonly isSafe?: true };

/** What a string in a template says: text, an expression, or brackets around something that is no expression. */
export type TemplateText =
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "invalid" };

/** The only argument of a call that is a string, like the name in `variables('name')`. */
export function soleStringArgument(expression: Expression): string | undefined {
  const first = expression.kind === "call" && expression.args.length === 1 ? expression.args[0] : undefined;
  return first?.kind === "string" ? first.value : undefined;
}

/** Whether an expression calls a function of that (lower-case) name: names do not distinguish case. */
export function isCallOf(expression: Expression, name: string): expression is Expression & { readonly kind: "call" } {
  return expression.kind === "call" && expression.name.toLowerCase() === name;
}

/** Whether a text stands in the brackets of an expression, of this template or of one inside it. */
export function isExpressionText(text: string): boolean {
  return text.startsWith("[") && text.endsWith("]");
}

/**
 * Whether a text is an expression of a template inside this one, such as `[[parameters('x')]` in a policy that a template deploys:
 * not for this template to evaluate, and no plain text either.
 */
export function isEscapedExpression(text: string): boolean {
  return text.startsWith("[[") && text.endsWith("]");
}
