import { type Bindings, type Declaration, resolve } from "../evaluate/resolve";
import type { Configuration } from "../locate/configuration";
import type { TerraformFile } from "../locate/terraformFile";
import { attributeOf, type Block, type Expression } from "../syntax/nodes";

/** How many blocks a dynamic one makes, and what its names stand for in each. */
export interface Loop {
  readonly count: "none" | "one" | "several" | "unknown";
  /** The element, where there is one at most. */
  readonly bindings: Bindings;
  readonly declaration: Declaration | undefined;
}

interface Elements {
  readonly count: Loop["count"];
  readonly element: Expression | undefined;
}

function elementsOf({ value }: { readonly value: Expression }): Elements {
  if (value.kind === "list") {
    const [first, second] = value.items;
    return first === undefined
      ? { count: "none", element: undefined }
      : { count: second === undefined ? "one" : "several", element: first };
  }
  if (value.kind === "object") {
    const [first, second] = value.members;
    return first === undefined
      ? { count: "none", element: undefined }
      : { count: second === undefined ? "one" : "several", element: first.value };
  }
  return { count: "unknown", element: undefined };
}

/** What is looped over where an expression makes either nothing or one block of something. */
function candidateOf(value: Expression): Expression | undefined {
  switch (value.kind) {
    case "parentheses":
      return candidateOf(value.inner);
    case "conditional":
      return [value.yes, value.no].map(candidateOf).find((each) => each !== undefined);
    case "call":
      return value.args.length === 0 ? undefined : candidateOf(value.args[0] ?? value);
    case "list":
      return value.items.length === 1 ? value.items[0] : undefined;
    case "traversal": {
      const last = value.steps.at(-1);
      return last?.kind === "splat" ? { ...value, end: last.start, steps: value.steps.slice(0, -1) } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a condition is spelled out. */
function conditionOf(configuration: Configuration, test: Expression, file: TerraformFile): boolean | undefined {
  const { value, isCertain } = resolve(configuration, test, file);
  return value.kind === "bool" && isCertain ? value.value : undefined;
}

/** A local value may lead back to itself. */
const MOST_CONDITIONS = 10;

/** Looks at what a dynamic block loops over. */
export function loopOf(
  configuration: Configuration,
  dynamic: Block,
  forEach: Expression,
  file: TerraformFile,
  depth = 0,
): Loop {
  const iterator = attributeOf(dynamic.body, "iterator")?.value;
  const name = iterator?.kind === "variable" ? iterator.name : (dynamic.labels[0]?.text ?? "identity");
  const resolved = resolve(configuration, forEach, file);
  const { value } = resolved;
  const test = value.kind === "conditional" ? conditionOf(configuration, value.test, resolved.file) : undefined;
  if (value.kind === "conditional" && test !== undefined && depth < MOST_CONDITIONS) {
    return loopOf(configuration, dynamic, test ? value.yes : value.no, resolved.file, depth + 1);
  }
  const { count, element } = resolved.isCertain
    ? elementsOf(resolved)
    : { count: "unknown" as const, element: undefined };
  const one = element ?? candidateOf(value) ?? elementsOf(resolved).element;
  const bindings: Bindings = new Map(one === undefined ? [] : [[name, { value: one, file: resolved.file }]]);
  const declared = one === undefined ? undefined : resolve(configuration, one, resolved.file).declaration;
  return { count, bindings, declaration: resolved.declaration ?? declared };
}
