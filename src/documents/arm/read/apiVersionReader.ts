import type { Evaluator } from "../expression/evaluate";
import { type Expression, isCallOf, soleStringArgument } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import type { AnyResource } from "../locate/anyResource";
import { evaluationScope, type TemplateScope } from "../locate/scope";
import { memberOrTornOff } from "../locate/tornOff";
import type { SyntaxNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { type ApiVersionReading, versionOfProfile } from "./apiVersionReading";
import { tornDeclarations } from "./tornDeclarations";

const VERSION = /^\d{4}-\d{2}-\d{2}/;

/** What stands for a version whose declaration is out of reach: a text, nothing that any text tells, or neither for certain. */
type TornVersion =
  | { readonly kind: "known"; readonly value: string; readonly source: "variable" | "parameterDefault" }
  | { readonly kind: "untold" }
  | { readonly kind: "lost" };

/** No more declarations are looked for in a text: each takes going through all of it. */
const MOST_LOOKED_FOR = 100;

const LOST: TornVersion = { kind: "lost" };

/** Reads the API versions of resources. */
export class ApiVersionReader {
  /** By the call that names the declaration: many resources have the same version. */
  private readonly torn = new Map<string, TornVersion>();

  constructor(
    private readonly tree: SyntaxTree,
    private readonly evaluator: Evaluator,
  ) {}

  /** The version of a resource, its own or that of the template's profile. */
  read({ node, scope }: AnyResource): ApiVersionReading {
    const value = memberOrTornOff(this.tree, node, "apiVersion");
    if (value === undefined) {
      return this.ofProfile(scope);
    }
    const text = this.evaluator.text(value, scope);
    const torn = text === undefined ? this.tornVersion(value, scope) : undefined;
    const known = torn?.kind === "known" ? torn : text;
    if (known === undefined || known.value.startsWith("[")) {
      const expression = this.tree.text.slice(value.start, value.end);
      return { kind: "unknown", expression, node: value, ...(torn?.kind === "lost" && { isLost: true as const }) };
    }
    return { kind: "known", text: known.value, source: known.source, node: value };
  }

  private ofProfile(scope: TemplateScope): ApiVersionReading {
    const profile = this.tree.value(scope.template, "apiProfile");
    const name = profile === undefined ? undefined : this.evaluator.text(profile, scope)?.value;
    const version = name === undefined ? undefined : versionOfProfile(name);
    if (name === undefined) {
      return { kind: "unknown", expression: undefined, node: undefined };
    }
    return version === undefined
      ? { kind: "unknown", expression: undefined, profile: name, node: undefined }
      : { kind: "known", text: version, source: "apiProfile", profile: name, node: undefined };
  }

  /** What an expression stands for that begins with a variable or parameter which the template does not declare; undefined for others. */
  private tornVersion(node: SyntaxNode, scope: TemplateScope): TornVersion | undefined {
    const text = node.kind === "string" ? parseTemplateText(this.tree.decoded(node)) : undefined;
    const expression = text?.kind === "expression" ? text.expression : undefined;
    const root = expression === undefined ? undefined : rootOf(expression);
    const kind = (["variables", "parameters"] as const).find((each) => root !== undefined && isCallOf(root, each));
    if (root === undefined || kind === undefined || this.evaluator.declaration(root, scope) !== undefined) {
      return undefined;
    }
    const name = soleStringArgument(root);
    if (name === undefined || root !== expression || evaluationScope(scope).kind !== "root") {
      return LOST;
    }
    const key = `${kind} ${name}`;
    const known = this.torn.get(key);
    if (known !== undefined || this.torn.size === MOST_LOOKED_FOR) {
      return known ?? LOST;
    }
    const found = this.tornValue(kind, tornDeclarations(this.tree, name));
    this.torn.set(key, found);
    return found;
  }

  /** Where all that may be the declaration say the same. */
  private tornValue(kind: "variables" | "parameters", candidates: readonly SyntaxNode[]): TornVersion {
    const nodes = kind === "variables" ? candidates : candidates.filter((each) => this.isParameter(each));
    const values = new Set(
      nodes.map((each) => (each.kind === "object" ? this.tree.stringOf(each, "defaultValue") : this.string(each))),
    );
    const [value] = values;
    if (values.size !== 1) {
      return LOST;
    }
    if (value === undefined) {
      return kind === "parameters" ? { kind: "untold" } : LOST;
    }
    const source = kind === "variables" ? "variable" : "parameterDefault";
    return VERSION.test(value) ? { kind: "known", value, source } : LOST;
  }

  private isParameter(node: SyntaxNode): boolean {
    // An output has a value.
    return (
      node.kind === "object" &&
      this.tree.stringOf(node, "type")?.toLowerCase() === "string" &&
      this.tree.member(node, "value") === undefined
    );
  }

  private string(node: SyntaxNode): string | undefined {
    return node.kind === "string" ? this.tree.decoded(node) : undefined;
  }
}

/** What the members and elements of an expression are taken from. */
function rootOf(expression: Expression): Expression {
  return expression.kind === "member" || expression.kind === "index" ? rootOf(expression.target) : expression;
}
