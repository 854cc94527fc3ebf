import { resourceName } from "../../../identity/resourceId";
import { isCallOf } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";

/** A text of a template without the brackets of an expression. */
export function plainText(text: string): string {
  const isExpression = text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
  return isExpression ? text.slice(1, -1) : text;
}

/** An identity as a template says it, by the name at its end. */
export function identityName(text: string): string {
  const read = parseTemplateText(text);
  if (read.kind === "literal") {
    return plainText(resourceName(read.value));
  }
  const last =
    read.kind === "expression" && isCallOf(read.expression, "resourceid") ? read.expression.args.at(-1) : undefined;
  if (last?.kind === "string") {
    return plainText(last.value);
  }
  const argument = last?.kind === "call" && last.args.length === 1 ? last.args[0] : undefined;
  return plainText(last?.kind === "call" && argument?.kind === "string" ? `${last.name}('${argument.value}')` : text);
}
