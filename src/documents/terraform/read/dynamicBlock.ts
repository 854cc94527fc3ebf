import { type Binding, type Bindings, type Declaration, resolve, type Resolved } from "../evaluate/resolve";
import type { Configuration } from "../locate/configuration";
import type { TerraformFile } from "../locate/terraformFile";
import { attributeOf, type Block, type Expression } from "../syntax/nodes";

/** Where a loop stands. */
interface Place {
  readonly configuration: Configuration;
  readonly file: TerraformFile;
  readonly bindings: Bindings;
}

/** How many blocks a loop makes, and what its names stand for in each. */
export interface Loop {
  readonly count: "none" | "one" | "several" | "unknown";
  /** The element, where there is one at most. */
  readonly bindings: Bindings;
  /** What names stand for around it. */
  readonly outer: Bindings;
  readonly declaration: Declaration | undefined;
}

interface Elements {
  readonly count: Loop["count"];
  readonly element: Pick<Binding, "value" | "key"> | undefined;
}

function elementsOf({ value }: Pick<Resolved, "value">): Elements {
  if (value.kind === "list") {
    const [first, second] = value.items;
    return first === undefined
      ? { count: "none", element: undefined }
      : { count: second === undefined ? "one" : "several", element: { value: first, key: first } };
  }
  if (value.kind === "object") {
    const [first, second] = value.members;
    return first === undefined
      ? { count: "none", element: undefined }
      : { count: second === undefined ? "one" : "several", element: { value: first.value, key: first.keyValue } };
  }
  return { count: "unknown", element: undefined };
}

/** What `[*]` makes a list of. */
function splatted(value: Expression): Expression | undefined {
  const last = value.kind === "traversal" ? value.steps.at(-1) : undefined;
  return value.kind === "traversal" && last?.kind === "splat"
    ? { ...value, end: last.start, steps: value.steps.slice(0, -1) }
    : undefined;
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
    case "traversal":
      return splatted(value);
    default:
      return undefined;
  }
}

/** Whether a condition is spelled out. */
function conditionOf({ configuration, file, bindings }: Place, test: Expression): boolean | undefined {
  const { value, isCertain } = resolve(configuration, test, file, bindings);
  return value.kind === "bool" && isCertain ? value.value : undefined;
}

/** A local value may lead back to itself. */
const MOST_CONDITIONS = 10;

/** `x[*]`: nothing where `x` is null, or one of it. */
function loopOfOne(place: Place, name: string, one: Expression): Loop {
  const { configuration, file, bindings: outer } = place;
  const { value, declaration, isCertain } = resolve(configuration, one, file, outer);
  const count = !isCertain ? "unknown" : value.kind === "null" ? "none" : value.kind === "object" ? "one" : "unknown";
  return { count, bindings: new Map([[name, { value: one, file }]]), outer, declaration };
}

/** Looks at what a dynamic block loops over. */
export function loopOf(place: Place, dynamic: Block, forEach: Expression, depth = 0): Loop {
  const { configuration, bindings: outer } = place;
  const iterator = attributeOf(dynamic.body, "iterator")?.value;
  const name = iterator?.kind === "variable" ? iterator.name : (dynamic.labels[0]?.text ?? "identity");
  const single = splatted(forEach);
  if (single !== undefined) {
    return loopOfOne(place, name, single);
  }
  const resolved = resolve(configuration, forEach, place.file, outer);
  const { value, file } = resolved;
  const test = value.kind === "conditional" ? conditionOf({ ...place, file }, value.test) : undefined;
  if (value.kind === "conditional" && test !== undefined && depth < MOST_CONDITIONS) {
    return loopOf({ ...place, file }, dynamic, test ? value.yes : value.no, depth + 1);
  }
  const { count, element } = resolved.isCertain
    ? elementsOf(resolved)
    : { count: "unknown" as const, element: undefined };
  const one = element?.value ?? candidateOf(value) ?? elementsOf(resolved).element?.value;
  const bindings: Bindings = new Map(one === undefined ? [] : [[name, { value: one, file }]]);
  const declared = one === undefined ? undefined : resolve(configuration, one, file, outer).declaration;
  return { count, bindings, outer, declaration: resolved.declaration ?? declared };
}

/** What `each` stands for in a resource or module that is made once for each element. */
export function eachOf(configuration: Configuration, { body }: Block, file: TerraformFile): Bindings {
  const forEach = attributeOf(body, "for_each")?.value;
  if (forEach === undefined) {
    return new Map();
  }
  const { declaration, isCertain, ...resolved } = resolve(configuration, forEach, file);
  const { count, element } = elementsOf(resolved);
  const { start, end } = forEach;
  // What differs from element to element is decided where they are listed.
  const open: Binding["value"] = { kind: "other", start, end };
  const one = count === "one" ? element : undefined;
  return new Map([["each", { value: one?.value ?? open, key: one?.key, file: resolved.file, declaration, isCertain }]]);
}
