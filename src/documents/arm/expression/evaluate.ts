import { evaluationScope, type TemplateScope } from "../locate/scope";
import type { ContainerNode, Slot, SyntaxNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { type Expression, isCallOf, soleStringArgument } from "./expression";
import { parseTemplateText } from "./parseExpression";

/** What a value rests on: the text itself, a variable, or a parameter's default (which a deployment may override). */
export type ValueSource = "literal" | "variable" | "parameterDefault" | "parameterValue";

/** A node that an expression stands for, and whose text says so. */
export interface StaticValue {
  readonly node: SyntaxNode;
  /** The scope that the node's own expressions belong to. */
  readonly scope: TemplateScope;
  /** The weakest link on the way: a parameter counts more than a variable. */
  readonly source: ValueSource;
}

/** A variable or parameter as a template declares it. */
export interface Declaration {
  readonly kind: "variable" | "parameter";
  readonly name: string;
  readonly slot: Slot;
  readonly scope: TemplateScope;
}

/** Variables may stand for each other; further than this nobody follows. */
const MAX_STEPS = 12;

const STRENGTH: readonly ValueSource[] = ["literal", "variable", "parameterValue", "parameterDefault"];

function weaker(left: ValueSource, right: ValueSource): ValueSource {
  return STRENGTH.indexOf(left) > STRENGTH.indexOf(right) ? left : right;
}

/** Follows expressions to the nodes that they stand for, where the text alone tells. */
export class Evaluator {
  private readonly declarations = new Map<ContainerNode, ReadonlyMap<string, Slot>>();

  constructor(private readonly tree: SyntaxTree) {}

  /** The declaration that `variables('name')` or `parameters('name')` names; undefined for any other expression. */
  declaration(expression: Expression, scope: TemplateScope): Declaration | undefined {
    const name = soleStringArgument(expression);
    const kind = isCallOf(expression, "variables")
      ? "variable"
      : isCallOf(expression, "parameters")
        ? "parameter"
        : undefined;
    if (name === undefined || kind === undefined) {
      return undefined;
    }
    const within = evaluationScope(scope);
    const slot = this.declared(within, `${kind}s`).get(name.toLowerCase());
    return slot === undefined ? undefined : { kind, name, slot, scope: within };
  }

  /** All variables or parameters that hold in a scope, by lower-case name; none where it is not known whose they are. */
  declared(scope: TemplateScope, section: "variables" | "parameters"): ReadonlyMap<string, Slot> {
    const node = scope.kind === "unknown" ? undefined : this.tree.object(scope.template, section);
    if (node === undefined) {
      return new Map();
    }
    let byName = this.declarations.get(node);
    if (byName === undefined) {
      byName = new Map(this.tree.slots(node).slots.map((slot) => [slot.name.toLowerCase(), slot]));
      this.declarations.set(node, byName);
    }
    return byName;
  }

  /** Follows a node that may be an expression; undefined where the text alone does not tell. */
  resolve(node: SyntaxNode, scope: TemplateScope, steps = 0): StaticValue | undefined {
    if (node.kind !== "string") {
      return { node, scope, source: "literal" };
    }
    const text = parseTemplateText(this.tree.decoded(node));
    if (text.kind === "literal") {
      return { node, scope, source: "literal" };
    }
    return text.kind === "expression" ? this.evaluate(text.expression, scope, steps + 1) : undefined;
  }

  /** Follows an expression; undefined where the text alone does not tell. */
  evaluate(expression: Expression, scope: TemplateScope, steps = 0): StaticValue | undefined {
    if (steps > MAX_STEPS) {
      return undefined;
    }
    if (expression.kind === "member") {
      return this.step(expression.target, scope, steps, (node) => this.tree.value(node, expression.name));
    }
    if (expression.kind === "index") {
      const { index } = expression;
      return this.step(expression.target, scope, steps, (node) => {
        if (index.kind === "string") {
          return this.tree.value(node, index.value);
        }
        return index.kind === "number" && node.kind === "array"
          ? this.tree.slots(node).slots[Number(index.text)]?.value
          : undefined;
      });
    }
    return this.declaredValue(expression, scope, steps);
  }

  /** The text that a node stands for, where it is a string that the text alone tells. */
  text(node: SyntaxNode, scope: TemplateScope): { readonly value: string; readonly source: ValueSource } | undefined {
    const value = this.resolve(node, scope);
    if (value?.node.kind !== "string") {
      return undefined;
    }
    const text = parseTemplateText(this.tree.decoded(value.node));
    return text.kind === "literal" ? { value: text.value, source: value.source } : undefined;
  }

  private step(
    target: Expression,
    scope: TemplateScope,
    steps: number,
    into: (node: ContainerNode) => SyntaxNode | undefined,
  ): StaticValue | undefined {
    const value = this.evaluate(target, scope, steps + 1);
    if (value === undefined || (value.node.kind !== "object" && value.node.kind !== "array")) {
      return undefined;
    }
    const node = into(value.node);
    return node === undefined ? undefined : this.weaken(this.resolve(node, value.scope, steps + 1), value.source);
  }

  private declaredValue(expression: Expression, scope: TemplateScope, steps: number): StaticValue | undefined {
    const declaration = this.declaration(expression, scope);
    const value = declaration?.slot.value;
    if (declaration === undefined || value === undefined) {
      return undefined;
    }
    if (declaration.kind === "variable") {
      return this.weaken(this.resolve(value, declaration.scope, steps + 1), "variable");
    }
    const { deployment, outer } = declaration.scope;
    const passed = deployment === undefined ? undefined : this.passedParameter(deployment, declaration.name);
    if (passed !== undefined) {
      // What the deployment passes overrides the default, whether it can be known or not.
      const node = passed.value?.kind === "object" ? this.tree.value(passed.value, "value") : undefined;
      return node === undefined || outer === undefined
        ? undefined
        : this.weaken(this.resolve(node, outer, steps + 1), "parameterValue");
    }
    const byDefault = value.kind === "object" ? this.tree.value(value, "defaultValue") : undefined;
    return byDefault === undefined
      ? undefined
      : this.weaken(this.resolve(byDefault, declaration.scope, steps + 1), "parameterDefault");
  }

  /** Whether the deployment around gives a parameter its value, or may do so: its default then has no effect. */
  mayBePassed({ kind, name, scope: { deployment } }: Declaration): boolean {
    const properties = deployment === undefined ? undefined : this.tree.object(deployment, "properties");
    if (kind !== "parameter" || properties === undefined) {
      return false;
    }
    const passed = this.tree.value(properties, "parameters");
    const isPassed =
      passed?.kind === "object" ? this.tree.member(passed, name) !== undefined : (passed?.kind ?? "word") !== "word";
    return isPassed || this.tree.member(properties, "parametersLink") !== undefined;
  }

  private passedParameter(deployment: ContainerNode, name: string): Slot | undefined {
    const properties = this.tree.object(deployment, "properties");
    const parameters = properties === undefined ? undefined : this.tree.object(properties, "parameters");
    return parameters === undefined ? undefined : this.tree.member(parameters, name);
  }

  private weaken(value: StaticValue | undefined, source: ValueSource): StaticValue | undefined {
    return value === undefined ? undefined : { ...value, source: weaker(value.source, source) };
  }
}
