import { type Expression, isCallOf } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import { evaluationScope, type TemplateScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { OncePerTemplate } from "../oncePerTemplate";
import type { Sliced } from "../../sliced";

type ByKey = ReadonlyMap<string, TemplateResource | undefined>;

const PROVIDED = /^\/providers\//i;

function text(value: string): Expression {
  return { kind: "string", value };
}

function call(name: string, ...args: readonly Expression[]): Expression {
  return { kind: "call", name, args };
}

/** The ways in which one resource of a template is named in `reference`. */
function keysOf({ canonical }: ArmTemplate, { resource, name }: TemplateResource): readonly string[] {
  const { type } = resource;
  const read = name === undefined ? undefined : parseTemplateText(name);
  if (type === undefined || read === undefined || read.kind === "invalid") {
    return [];
  }
  const last: Expression = read.kind === "literal" ? text(read.value) : read.expression;
  const forms: readonly Expression[] = [
    call("resourceId", text(type), last),
    call("concat", text(`${type}/`), last),
    last,
    ...(resource.symbolicName === undefined ? [] : [text(resource.symbolicName)]),
  ];
  return forms.map((form) => canonical.expressionKey(form, resource.scope));
}

/** Whether an expression is `name().member`. */
function isMemberOf(expression: Expression | undefined, name: string, member: string): boolean {
  return (
    expression?.kind === "member" &&
    expression.name.toLowerCase() === member &&
    isCallOf(expression.target, name) &&
    expression.target.args.length === 0
  );
}

function isOwnPlace(expression: Expression | undefined): boolean {
  return isMemberOf(expression, "subscription", "subscriptionid") || isMemberOf(expression, "resourcegroup", "name");
}

/** An id that begins with the template's own subscription and group, without them. */
function withoutOwnPlace(of: Expression): Expression {
  if (of.kind !== "call") {
    return of;
  }
  const [first, ...rest] = of.args;
  switch (of.name.toLowerCase()) {
    case "resourceid":
      return isOwnPlace(first) ? withoutOwnPlace(call("resourceId", ...rest)) : of;
    case "extensionresourceid":
      return isMemberOf(first, "resourcegroup", "id") ? call("resourceId", ...rest) : of;
    case "concat": {
      const [subscriptions, subscription, groups, group, ...behind] = of.args;
      const isSpelled =
        isText(subscriptions, /^\/subscriptions\/$/i) &&
        isMemberOf(subscription, "subscription", "subscriptionid") &&
        isText(groups, /^\/resourceGroups\/$/i) &&
        isMemberOf(group, "resourcegroup", "name");
      const [provided, ...names] = isSpelled ? behind : isMemberOf(first, "resourcegroup", "id") ? rest : [];
      return provided?.kind === "string" && PROVIDED.test(provided.value)
        ? call("concat", text(provided.value.replace(PROVIDED, "")), ...names)
        : of;
    }
    default:
      return of;
  }
}

function isText(expression: Expression | undefined, pattern: RegExp): boolean {
  return expression?.kind === "string" && pattern.test(expression.value);
}

/** The machines of a template by the ways to name them. */
export class MachinesByKey {
  private constructor(
    private readonly template: ArmTemplate,
    private readonly scopes: ReadonlyMap<number, ByKey>,
  ) {}

  /** Reads the names of all machines. */
  static *reading(template: ArmTemplate): Sliced<MachinesByKey> {
    const scopes = new Map<number, Map<string, TemplateResource | undefined>>();
    for (const resource of template.resources) {
      const { kind, template: within } = evaluationScope(resource.resource.scope);
      if (kind === "unknown") {
        continue;
      }
      const scope = within.container;
      const byKey = scopes.get(scope) ?? new Map<string, TemplateResource | undefined>();
      scopes.set(scope, byKey);
      for (const key of new Set(keysOf(template, resource))) {
        byKey.set(key, byKey.has(key) ? undefined : resource);
      }
      yield;
    }
    return new MachinesByKey(template, scopes);
  }

  /** The machine that an expression names in a scope; a name that two share names neither. */
  find(of: Expression, scope: TemplateScope): TemplateResource | undefined {
    const byKey = this.scopes.get(evaluationScope(scope).template.container);
    return byKey?.get(this.template.canonical.expressionKey(withoutOwnPlace(of), scope));
  }
}

/** The machines of each template that was asked about. */
export const machinesByKey = new OncePerTemplate((template) => MachinesByKey.reading(template));
