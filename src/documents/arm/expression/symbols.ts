import type { AnyResource } from "../locate/anyResource";
import { evaluationScope, type TemplateScope } from "../locate/scope";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { type Expression, isCallOf } from "./expression";
import { parseTemplateText } from "./parseExpression";

/** Symbolic names of language version 2.0, and what their resources are called. */
export class Symbols {
  private byTemplate: ReadonlyMap<number, ReadonlyMap<string, AnyResource>> | undefined;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly resources: readonly AnyResource[],
  ) {}

  /** The resource that a template knows by this name. */
  find(name: string, scope: TemplateScope): AnyResource | undefined {
    this.byTemplate ??= index(this.resources);
    const { kind, template } = evaluationScope(scope);
    return kind === "unknown" ? undefined : this.byTemplate.get(template.container)?.get(name.toLowerCase());
  }

  /**
   * A resource's id as an expression, where type and name say it: not for resources of another group or subscription, not for
   * children and extensions, not for copies.
   */
  idOf(resource: AnyResource): (Expression & { readonly kind: "call" }) | undefined {
    const name = this.tree.stringOf(resource.node, "name");
    const elsewhere = ["scope", "resourceGroup", "subscriptionId", "copy"].some(
      (member) => this.tree.member(resource.node, member) !== undefined,
    );
    if (resource.type === undefined || name === undefined || elsewhere || resource.parent !== undefined) {
      return undefined;
    }
    const text = parseTemplateText(name);
    if (text.kind === "invalid") {
      return undefined;
    }
    const nameExpression: Expression =
      text.kind === "literal" ? { kind: "string", value: text.value } : text.expression;
    return { kind: "call", name: "resourceId", args: [{ kind: "string", value: resource.type }, nameExpression] };
  }

  /** What `resourceInfo('name').id` stands for. */
  resourceOf(expression: Expression, scope: TemplateScope): AnyResource | undefined {
    if (expression.kind !== "member" || expression.name.toLowerCase() !== "id") {
      return undefined;
    }
    const { target } = expression;
    const name = isCallOf(target, "resourceinfo") || isCallOf(target, "reference") ? target.args[0] : undefined;
    return name?.kind === "string" ? this.find(name.value, scope) : undefined;
  }
}

function index(resources: readonly AnyResource[]): ReadonlyMap<number, ReadonlyMap<string, AnyResource>> {
  const byTemplate = new Map<number, Map<string, AnyResource>>();
  for (const resource of resources) {
    if (resource.symbolicName !== undefined) {
      const template = evaluationScope(resource.scope).template.container;
      const names = byTemplate.get(template) ?? new Map<string, AnyResource>();
      names.set(resource.symbolicName.toLowerCase(), resource);
      byTemplate.set(template, names);
    }
  }
  return byTemplate;
}
