import type { IdentityTexts } from "../../plan/planIds";
import { atOnce } from "../../sliced";
import type { Expression } from "../syntax/nodes";
import { readLoneExpression } from "../syntax/readPiece";
import type { SyntaxParser } from "../syntax/syntaxParser";
import type { TerraformModel } from "../model";
import { isLiteral, keyOf, keyOfText } from "../read/identityKeys";

/** Longer texts are no references to an identity that anybody types. */
const LONGEST = 2000;

/** Parses a text as an expression; undefined where it is none. */
export function parseExpression(parser: SyntaxParser, text: string): Expression | undefined {
  // On lines of its own the text cannot end the attribute, and no comment in it hides what is behind.
  const before = "a = (\n";
  const whole = `${before}${text}\n)\n`;
  if (text.length > LONGEST || text.trim() === "") {
    return undefined;
  }
  const read = atOnce(parser.parsing(whole, ({ rootNode }) => readLoneExpression(rootNode, whole, before.length)));
  return read?.kind === "parentheses" && read.start < 0 && read.end > text.length ? read.inner : undefined;
}

/** The kind of resource that an expression names, in a form that a plan can refuse; undefined where it is an identity, or not known. */
export function otherType(value: Expression): string | undefined {
  if (value.kind !== "traversal" || value.base.kind !== "variable") {
    return undefined;
  }
  const [first] = value.steps;
  const isData = value.base.name === "data";
  const type = isData ? (first?.kind === "attribute" ? first.name : "") : value.base.name;
  const isOther = type.startsWith("azurerm_") && type !== "azurerm_user_assigned_identity";
  return isOther ? `terraform/${type}` : undefined;
}

/** How a configuration says identities. */
export function identityTexts({ parser, configuration }: TerraformModel): IdentityTexts {
  const parsed = new Map<string, Expression | undefined>();
  const expressionOf = (text: string): Expression | undefined => {
    if (!parsed.has(text)) {
      parsed.set(text, parseExpression(parser, text));
    }
    return parsed.get(text);
  };
  return {
    key(text) {
      const value = isLiteral(text) ? undefined : expressionOf(text);
      const file = { path: undefined, text, pieces: [], blocks: [], values: [] };
      return value === undefined ? keyOfText(text) : keyOf(configuration, value, file);
    },
    isId: isLiteral,
    resourceType(text) {
      const value = expressionOf(text);
      return value && otherType(value);
    },
  };
}
