import type { ReadMember } from "../../documentDiagnostic";
import { type Expression, isCallOf } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import type { TemplateScope } from "../locate/scope";
import type { ArmTemplate } from "../model";

/** A reading of a resource's system-assigned identity. */
export interface Reading {
  /** The resource: its id or its name, as `reference` takes it. */
  readonly of: Expression;
  readonly scope: TemplateScope;
  readonly member: ReadMember;
  /** Read through `.../providers/Microsoft.ManagedIdentity/Identities/default`, and the API version that is asked for it. */
  readonly byDefault: { readonly apiVersion: Expression | undefined } | undefined;
}

const DEFAULT_PATH = /\/providers\/Microsoft\.ManagedIdentity\/Identities\/default\/?$/i;
const DEFAULT_TYPE = /^Microsoft\.ManagedIdentity\/Identities\/?$/i;

/** Variables may stand for each other; further than this nobody follows. */
const MAX_STEPS = 12;

interface Access {
  readonly target: Expression;
  /** In lower case. */
  readonly name: string;
}

/** `target.name` or `target['name']`; undefined where a missing member is no failure. */
function accessOf(expression: Expression): Access | undefined {
  if (expression.kind === "member") {
    return expression.isSafe ? undefined : { target: expression.target, name: expression.name.toLowerCase() };
  }
  return expression.kind === "index" && expression.index.kind === "string" && !expression.isSafe
    ? { target: expression.target, name: expression.index.value.toLowerCase() }
    : undefined;
}

function readMember(name: string | undefined): ReadMember | undefined {
  return name === "principalid" ? "principalId" : name === "tenantid" ? "tenantId" : undefined;
}

/** The resource whose `Identities/default` an expression names; undefined for anything else. */
function ofDefault(
  template: ArmTemplate,
  expression: Expression,
  scope: TemplateScope,
  steps = 0,
): Pick<Reading, "of" | "scope"> | undefined {
  if (expression.kind === "string") {
    return DEFAULT_PATH.test(expression.value)
      ? { of: { kind: "string", value: expression.value.replace(DEFAULT_PATH, "") }, scope }
      : undefined;
  }
  if (expression.kind !== "call" || steps > MAX_STEPS) {
    return undefined;
  }
  const { args, name } = expression;
  switch (name.toLowerCase()) {
    case "concat": {
      const last = args.at(-1);
      if (last?.kind !== "string" || !DEFAULT_PATH.test(last.value)) {
        return undefined;
      }
      const rest = last.value.replace(DEFAULT_PATH, "");
      const parts = [...args.slice(0, -1), ...(rest === "" ? [] : [{ kind: "string", value: rest } as const])];
      const [first] = parts;
      return first === undefined
        ? undefined
        : { of: parts.length === 1 ? first : { kind: "call", name, args: parts }, scope };
    }
    case "format": {
      const [pattern, ...values] = args;
      if (pattern?.kind !== "string" || !DEFAULT_PATH.test(pattern.value)) {
        return undefined;
      }
      const rest = pattern.value.replace(DEFAULT_PATH, "");
      const [first] = values;
      const isWhole = rest === "{0}" && first !== undefined;
      return {
        of: isWhole ? first : { kind: "call", name, args: [{ kind: "string", value: rest }, ...values] },
        scope,
      };
    }
    case "extensionresourceid": {
      const [of, type, which] = args;
      const isDefault =
        type?.kind === "string" &&
        DEFAULT_TYPE.test(type.value) &&
        which?.kind === "string" &&
        which.value.toLowerCase() === "default";
      return of !== undefined && isDefault ? { of, scope } : undefined;
    }
    case "variables": {
      const declaration = template.evaluator.declaration(expression, scope);
      const value = declaration?.slot.value;
      const text = value?.kind === "string" ? parseTemplateText(template.tree.decoded(value)) : undefined;
      if (declaration === undefined || text === undefined || text.kind === "invalid") {
        return undefined;
      }
      const spelled: Expression = text.kind === "literal" ? { kind: "string", value: text.value } : text.expression;
      return ofDefault(template, spelled, declaration.scope, steps + 1);
    }
    default:
      return undefined;
  }
}

/** The reading that an expression is, not one inside it. */
export function readingOf(template: ArmTemplate, expression: Expression, scope: TemplateScope): Reading | undefined {
  const access = accessOf(expression);
  const member = readMember(access?.name);
  if (access === undefined || member === undefined) {
    return undefined;
  }
  const identity = accessOf(access.target);
  if (identity?.name === "identity" && isCallOf(identity.target, "reference")) {
    const [of] = identity.target.args;
    return of === undefined ? undefined : { of, scope, member, byDefault: undefined };
  }
  const [first, apiVersion] = isCallOf(access.target, "reference") ? access.target.args : [];
  const found = first === undefined ? undefined : ofDefault(template, first, scope);
  return found === undefined ? undefined : { ...found, member, byDefault: { apiVersion } };
}

/** All readings in an expression; none where a condition decides whether it is read. */
export function readingsIn(template: ArmTemplate, expression: Expression, scope: TemplateScope): readonly Reading[] {
  const reading = readingOf(template, expression, scope);
  if (reading !== undefined) {
    return [reading];
  }
  const inside = (part: Expression) => readingsIn(template, part, scope);
  switch (expression.kind) {
    case "string":
    case "number":
      return [];
    case "member":
      return inside(expression.target);
    case "index":
      return [...inside(expression.target), ...inside(expression.index)];
    case "call":
      return expression.name.toLowerCase() === "if" ? [] : expression.args.flatMap(inside);
  }
}
