import { type Expression, isCallOf } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import { evaluationScope, type TemplateScope } from "../locate/scope";
import { ScopesAt } from "../locate/scopesAt";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { knowledgeOf } from "../plan/knowledge";
import type { Sliced } from "../sliced";
import type { StringNode } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { mayBeMisread } from "../write/syntaxCheck";
import type { TemplateDiagnostic } from "./diagnostic";

/** What is read of, in `reference(of, ...).identity.principalId`; nothing where a condition decides whether it is read. */
function readsIn(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "string":
    case "number":
      return [];
    case "index":
      return [...readsIn(expression.target), ...readsIn(expression.index)];
    case "call":
      return expression.name.toLowerCase() === "if" ? [] : expression.args.flatMap(readsIn);
    case "member": {
      const identity = expression.target;
      const of =
        expression.name.toLowerCase() === "principalid" &&
        identity.kind === "member" &&
        identity.name.toLowerCase() === "identity" &&
        isCallOf(identity.target, "reference")
          ? identity.target.args[0]
          : undefined;
      return of === undefined ? readsIn(expression.target) : [of];
    }
  }
}

function stringAt(tree: SyntaxTree, offset: number): StringNode | undefined {
  const slot = tree.slotAt(tree.containerAt(offset), offset);
  return [slot?.key, slot?.value]
    .filter((node) => node?.kind === "string")
    .find(({ start, end }) => start < offset && offset < end);
}

/** The ways in which one resource of a template is named in `reference`. */
function keysOf({ canonical }: ArmTemplate, { resource, name }: TemplateResource): readonly string[] {
  if (resource.type === undefined || name === undefined) {
    return [];
  }
  const text = parseTemplateText(name);
  if (text.kind === "invalid") {
    return [];
  }
  const nameArgument: Expression = text.kind === "literal" ? { kind: "string", value: text.value } : text.expression;
  const type = resource.type;
  const forms: readonly Expression[] = [
    { kind: "call", name: "resourceId", args: [{ kind: "string", value: type }, nameArgument] },
    { kind: "call", name: "concat", args: [{ kind: "string", value: `${type}/` }, nameArgument] },
    nameArgument,
    ...(resource.symbolicName === undefined ? [] : [{ kind: "string", value: resource.symbolicName } as const]),
  ];
  return forms.map((form) => canonical.expressionKey(form, resource.scope));
}

type MachinesByKey = ReadonlyMap<string, TemplateResource | undefined>;

/** The machines of each scope by the ways to name them; a name that two share names neither. */
function* machinesByKey(template: ArmTemplate): Sliced<ReadonlyMap<number, MachinesByKey>> {
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
  return scopes;
}

/** A principal id that is read of a machine which has no system-assigned identity: the deployment would fail. */
export function* findingPrincipalIdReads(
  template: ArmTemplate,
  mentionedAt: readonly number[],
): Sliced<readonly TemplateDiagnostic[]> {
  if (mentionedAt.length === 0) {
    return [];
  }
  const { tree, canonical } = template;
  const without = new Set<TemplateResource>();
  for (const resource of template.resources) {
    const known = knowledgeOf(resource.identity);
    if (known.kind === "known" && known.systemAssigned === false && !mayBeMisread(tree, resource)) {
      without.add(resource);
    }
    yield;
  }
  if (without.size === 0) {
    return [];
  }
  const machines = yield* machinesByKey(template);
  const scopes = yield* ScopesAt.reading(tree, template.allResources);
  const found = new Map<number, TemplateDiagnostic>();
  for (const offset of mentionedAt) {
    const node = stringAt(tree, offset);
    const scope = node === undefined ? undefined : scopes.at(tree.containerAt(offset));
    if (node !== undefined && scope !== undefined && !found.has(node.start)) {
      const resource = readOf(node, scope);
      if (resource !== undefined) {
        const fixes = [{ kind: "change", resource, change: { kind: "enableSystemAssigned" } }] as const;
        found.set(node.start, { code: "principalIdWithoutSystemAssigned", range: node, fixes, resource });
      }
    }
    yield;
  }
  return [...found.values()];

  function readOf(node: StringNode, scope: TemplateScope): TemplateResource | undefined {
    const text = parseTemplateText(tree.decoded(node));
    const byKey = machines.get(evaluationScope(scope).template.container);
    const reads = text.kind === "expression" ? readsIn(text.expression) : [];
    return reads
      .map((of) => byKey?.get(canonical.expressionKey(of, scope)))
      .find((resource) => resource !== undefined && without.has(resource));
  }
}
