import type { Place } from "../../textRange";
import { type Configuration, defaultOf } from "../locate/configuration";
import type { TerraformFile } from "../locate/terraformFile";
import { type Expression, memberOf, type TraversalStep } from "../syntax/nodes";

/** A local value or a variable that an expression goes through. */
export interface Declaration {
  readonly kind: "local" | "inputVariable";
  readonly name: string;
  /** Where its value stands; for a variable without one, its block. */
  readonly range: Place;
}

/** What an expression comes to by what the files spell out. */
export interface Resolved {
  /** The last expression on the way whose parts are not spelled out elsewhere. */
  readonly value: Expression;
  /** The file that it stands in. */
  readonly file: TerraformFile;
  /** The first declaration on the way; undefined where the expression says it itself. */
  readonly declaration: Declaration | undefined;
  /** Whether nobody who applies it can give another value: it goes through no variable. */
  readonly isCertain: boolean;
}

/** What `name.value` and `name.key` stand for in what is made once for each element. */
export interface Binding {
  readonly value: Expression;
  /** Undefined where an element has no key, or its key is not spelled out. */
  readonly key?: Expression | undefined;
  readonly file: TerraformFile;
  /** The declaration that the elements are found through. */
  readonly declaration?: Declaration | undefined;
  readonly isCertain?: boolean;
}

/** What names stand for in a resource that is made for each element, and in the content of a dynamic block. */
export type Bindings = ReadonlyMap<string, Binding>;

export const NO_BINDINGS: Bindings = new Map();

/** More steps than anybody writes: a declaration may lead to itself. */
const MOST_STEPS = 30;

/** Functions that make a set or list of the one list that they are given. */
const TRANSPARENT = new Set(["toset", "tolist", "distinct", "compact", "sort"]);

interface Step {
  readonly value: Expression;
  readonly file: TerraformFile;
  readonly declaration?: Declaration | undefined;
  readonly isCertain?: boolean;
}

function declaredLocal({ locals }: Configuration, name: string): Step | undefined {
  const found = locals.get(name);
  return (
    found && {
      value: found.value.value,
      file: found.file,
      declaration: { kind: "local", name, range: placeOf(found.file, found.value) },
    }
  );
}

function declaredVariable({ variables, values }: Configuration, name: string): Step | undefined {
  const given = values.get(name);
  const variable = variables.get(name);
  const attribute = given?.value ?? (variable && defaultOf(variable));
  const file = given?.file ?? variable?.file;
  if (file === undefined) {
    return undefined;
  }
  const range = placeOf(file, attribute ?? variable?.value ?? { start: 0, end: 0 });
  const declaration: Declaration = { kind: "inputVariable", name, range };
  // A variable without a value is where the value comes from all the same.
  const value: Expression = attribute?.value ?? { kind: "other", ...range };
  return { value, file, declaration, isCertain: false };
}

/** A stretch of a file as a place of the document, or of one that is read with it. */
export function placeOf(
  { path }: TerraformFile,
  { start, end }: { readonly start: number; readonly end: number },
): Place {
  return path === undefined ? { start, end } : { start, end, path };
}

function keyOf(step: TraversalStep): string | undefined {
  return step.kind === "attribute"
    ? step.name
    : step.kind === "index" && step.index?.kind === "string"
      ? step.index.value
      : undefined;
}

/** What a value holds behind steps, as far as it is spelled out; undefined where it is not. */
function within(value: Expression, steps: readonly TraversalStep[]): Expression | undefined {
  const [first, ...rest] = steps;
  if (first === undefined) {
    return value;
  }
  const inner = withoutParentheses(value);
  const key = keyOf(first);
  const member = inner.kind === "object" && key !== undefined ? memberOf(inner, key) : undefined;
  return member && within(member.value, rest);
}

function withoutParentheses(value: Expression): Expression {
  return value.kind === "parentheses" ? withoutParentheses(value.inner) : value;
}

function boundTo(bindings: Bindings, loop: string, part: string): Step | undefined {
  const binding = bindings.get(loop);
  const value = part === "value" ? binding?.value : part === "key" ? binding?.key : undefined;
  return binding && value && { ...binding, value };
}

/** One step from an expression to what it names; undefined where it names nothing that is spelled out. */
function next(configuration: Configuration, { value, file }: Step, bindings: Bindings): Step | undefined {
  const [argument] = value.kind === "call" && TRANSPARENT.has(value.name) ? value.args : [];
  if (argument !== undefined) {
    return { value: argument, file };
  }
  if (value.kind === "parentheses") {
    return { value: value.inner, file };
  }
  if (value.kind === "template" && value.parts.length === 1) {
    const [part] = value.parts;
    return part === undefined || typeof part === "string" ? undefined : { value: part, file };
  }
  if (value.kind !== "traversal" || value.base.kind !== "variable") {
    return undefined;
  }
  const [first, ...rest] = value.steps;
  const name = first?.kind === "attribute" ? first.name : undefined;
  const bound = name === undefined ? undefined : boundTo(bindings, value.base.name, name);
  const declared: Step | undefined =
    bound ??
    (name === undefined
      ? undefined
      : value.base.name === "local"
        ? declaredLocal(configuration, name)
        : value.base.name === "var"
          ? declaredVariable(configuration, name)
          : undefined);
  if (declared === undefined) {
    return undefined;
  }
  const inner = within(declared.value, rest);
  if (inner !== undefined) {
    return { ...declared, value: inner };
  }
  // What is behind the steps is found where the declaration itself goes through another one.
  const further = rest.length === 0 ? undefined : next(configuration, declared, bindings);
  const found = further && within(further.value, rest);
  if (further !== undefined && found !== undefined) {
    const isCertain = declared.isCertain !== false && further.isCertain !== false;
    return { ...further, ...(declared.declaration && { declaration: declared.declaration }), value: found, isCertain };
  }
  return { ...declared, value: { kind: "other", start: declared.value.start, end: declared.value.end } };
}

/**
 * Follows an expression through locals, variables and their values to what is spelled out.
 * @param how `certain`: no further than nobody who applies it can give another value
 */
export function resolve(
  configuration: Configuration,
  value: Expression,
  file: TerraformFile,
  bindings: Bindings = NO_BINDINGS,
  how: "all" | "certain" = "all",
): Resolved {
  let at: Step = { value, file };
  let declaration: Declaration | undefined;
  let isCertain = true;
  for (let count = 0; count < MOST_STEPS; count++) {
    const further = next(configuration, at, bindings);
    if (further === undefined || (how === "certain" && further.isCertain === false)) {
      break;
    }
    declaration ??= further.declaration;
    isCertain &&= further.isCertain !== false;
    at = further;
  }
  return { value: at.value, file: at.file, declaration, isCertain };
}
