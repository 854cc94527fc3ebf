import type { Expression } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import { evaluationScope, type TemplateScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { Sliced } from "../sliced";

type ByKey = ReadonlyMap<string, TemplateResource | undefined>;

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
  const group: Expression = { kind: "member", target: call("resourceGroup"), name: "name" };
  const groupId: Expression = { kind: "member", target: call("resourceGroup"), name: "id" };
  const subscription: Expression = { kind: "member", target: call("subscription"), name: "subscriptionId" };
  const provided = text(`/providers/${type}/`);
  const forms: readonly Expression[] = [
    call("resourceId", text(type), last),
    call("resourceId", group, text(type), last),
    call("resourceId", subscription, group, text(type), last),
    call("extensionResourceId", groupId, text(type), last),
    call("concat", groupId, provided, last),
    call("concat", text("/subscriptions/"), subscription, text("/resourceGroups/"), group, provided, last),
    call("concat", text(`${type}/`), last),
    last,
    ...(resource.symbolicName === undefined ? [] : [text(resource.symbolicName)]),
  ];
  return forms.map((form) => canonical.expressionKey(form, resource.scope));
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
    return byKey?.get(this.template.canonical.expressionKey(of, scope));
  }
}
