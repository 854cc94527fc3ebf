import { isUserAssignedType } from "../../../identity/resourceId";
import type { Expression } from "../expression/expression";
import { isCallOf } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import { evaluationScope, type TemplateScope } from "../locate/scope";
import { ScopesAt } from "../locate/scopesAt";
import type { ArmTemplate } from "../model";
import { atOnce, type Sliced } from "../../sliced";
import { findingMatches } from "../syntax/findingMatches";

/** A variable or parameter of a template. */
interface Declared {
  readonly kind: "variable" | "parameter";
  readonly name: string;
}

/** Variables may stand for each other; further than this nobody follows. */
const MAX_STEPS = 12;

/** Functions of the template language that never give a text. */
const NO_TEXT: ReadonlySet<string> = new Set([
  ...["createobject", "createarray", "array", "union", "intersection", "shallowmerge", "toobject", "json", "null"],
  ...["items", "objectkeys", "map", "filter", "sort", "range", "flatten", "split", "resourceids", "groupby"],
  ...["bool", "int", "float", "length", "true", "false", "not", "and", "or", "equals", "empty", "contains"],
  ...[
    "reference",
    "resourceinfo",
    "deployment",
    "deployer",
    "environment",
    "resourcegroup",
    "subscription",
    "providers",
  ],
]);

/** `userAssignedIdentities', parameters('name')`: how an id is made of a name. */
const NAMED = /userAssignedIdentities\/?'\s*,\s*(variable|parameter)s\s*\(\s*'([^']{1,200})'\s*\)/gi;

const SAYS_NAME = /\bnames?\b/i;
const SAYS_ID = /\bids?\b|\bidentifiers?\b|\/subscriptions\//i;

/** Whether an expression may come to a text, as an id is one: not an object, a list or a number. */
export function mayBeText(template: ArmTemplate, expression: Expression, scope: TemplateScope, steps = 0): boolean {
  if (expression.kind !== "call") {
    return expression.kind !== "number";
  }
  const name = expression.name.toLowerCase();
  if (name === "if") {
    return expression.args.slice(1).every((branch) => mayBeText(template, branch, scope, steps + 1));
  }
  if (name === "coalesce") {
    return expression.args.every((arg) => isCallOf(arg, "null") || mayBeText(template, arg, scope, steps + 1));
  }
  const declaration = template.evaluator.declaration(expression, scope);
  const value = declaration?.slot.value;
  if (declaration === undefined || value === undefined || steps >= MAX_STEPS) {
    return !NO_TEXT.has(name);
  }
  if (declaration.kind === "parameter") {
    const type = value.kind === "object" ? template.tree.stringOf(value, "type") : undefined;
    return type === undefined || /string$/i.test(type);
  }
  const text = value.kind === "string" ? parseTemplateText(template.tree.decoded(value)) : undefined;
  return text?.kind === "expression"
    ? mayBeText(template, text.expression, declaration.scope, steps + 1)
    : text !== undefined;
}

function keyOf(scope: TemplateScope, { kind, name }: Declared): string {
  return `${evaluationScope(scope).template.container} ${kind} ${name.toLowerCase()}`;
}

/** What gives an expression its value: itself, or what its branches and parts are. */
function sources(expression: Expression): readonly Expression[] {
  if (expression.kind !== "call") {
    return [];
  }
  const name = expression.name.toLowerCase();
  const parts = name === "if" ? expression.args.slice(1) : expression.args;
  const passesOn = ["if", "coalesce", "union", "shallowmerge"].includes(name);
  return passesOn ? parts.flatMap(sources) : [expression];
}

function* addWholeIdentities({ tree, evaluator, allResources }: ArmTemplate, uses: Set<string>): Sliced<void> {
  for (const { node, scope } of allResources) {
    const text = tree.stringOf(node, "identity");
    const read = text === undefined ? undefined : parseTemplateText(text);
    for (const source of read?.kind === "expression" ? sources(read.expression) : []) {
      const declaration = evaluator.declaration(source, scope);
      if (declaration !== undefined) {
        uses.add(keyOf(scope, declaration));
      }
    }
    yield;
  }
}

function* addNamesOfIdentities({ tree, evaluator, allResources }: ArmTemplate, uses: Set<string>): Sliced<void> {
  const scopes = yield* ScopesAt.reading(tree, allResources);
  for (const { at, match } of yield* findingMatches(tree.text, NAMED)) {
    const scope = scopes.at(tree.containerAt(at));
    const [, kind, name] = match;
    if (scope !== undefined && name !== undefined) {
      uses.add(keyOf(scope, { kind: kind?.toLowerCase() === "variable" ? "variable" : "parameter", name }));
    }
    yield;
  }
  for (const { node, scope, type } of allResources) {
    const name = type !== undefined && isUserAssignedType(type) ? tree.stringOf(node, "name") : undefined;
    const read = name === undefined ? undefined : parseTemplateText(name);
    const declaration = read?.kind === "expression" ? evaluator.declaration(read.expression, scope) : undefined;
    if (declaration !== undefined) {
      uses.add(keyOf(scope, declaration));
    }
    yield;
  }
}

const otherUses = new WeakMap<ArmTemplate, ReadonlySet<string>>();

/** What a template uses as something else than an id; read once for each reading of it. */
export function* readingOtherUses(template: ArmTemplate): Sliced<ReadonlySet<string>> {
  const known = otherUses.get(template);
  if (known !== undefined) {
    return known;
  }
  const uses = new Set<string>();
  yield* addWholeIdentities(template, uses);
  yield* addNamesOfIdentities(template, uses);
  otherUses.set(template, uses);
  return uses;
}

/** Whether the template uses it as something else than an id: as a whole identity, or as the name of one. */
export function isUsedAsOther(template: ArmTemplate, scope: TemplateScope, declared: Declared): boolean {
  return atOnce(readingOtherUses(template)).has(keyOf(scope, declared));
}

/** Whether a description says that something is a name, and nothing of an id. */
export function describesName(description: string): boolean {
  return SAYS_NAME.test(description) && !SAYS_ID.test(description);
}
