import type { Expression } from "./expression";

/** An expression as text. @param separator what stands between the arguments of a call */
export function printExpression(expression: Expression, separator = ", "): string {
  const print = (part: Expression): string => printExpression(part, separator);
  switch (expression.kind) {
    case "string":
      return `'${expression.value.replaceAll("'", "''")}'`;
    case "number":
      return expression.text;
    case "call":
      return `${expression.name}(${expression.args.map(print).join(separator)})`;
    case "member":
      return `${print(expression.target)}.${expression.isSafe ? "?" : ""}${expression.name}`;
    case "index":
      return `${print(expression.target)}[${expression.isSafe ? "?" : ""}${print(expression.index)}]`;
  }
}
