import { parseTemplateText } from "../expression/parseExpression";
import type { TemplateScope } from "../locate/scope";
import { ScopesAt } from "../locate/scopesAt";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { knowledgeOf } from "../../plan/knowledge";
import type { Sliced } from "../../sliced";
import type { StringNode } from "../syntax/syntaxNodes";
import { findingMatches } from "../syntax/findingMatches";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { mayBeMisread } from "../write/syntaxCheck";
import type { TemplateDiagnostic } from "./diagnostic";
import { machinesByKey } from "./machinesByKey";
import type { Mentions } from "./mentions";
import { hasOutdatedReading } from "./outdatedReading";
import { type Reading, readingsIn } from "./readings";

/** A string that may read an identity. */
interface Candidate {
  readonly node: StringNode;
  readonly scope: TemplateScope;
}

const VARIABLE = /variables\s*\(\s*'([^']{1,200})'\s*\)/gi;

/** The strings that a text mentions, each once; and those that use a variable which holds such a mention. */
function* candidates(template: ArmTemplate, mentions: Mentions): Sliced<readonly Candidate[]> {
  const { tree } = template;
  const scopes = yield* ScopesAt.reading(tree, template.allResources);
  const found = new Map<number, Candidate>();
  const add = (offset: number) => {
    const node = stringAt(tree, offset);
    const scope = node === undefined || found.has(node.start) ? undefined : scopes.at(tree.containerAt(offset));
    if (node !== undefined && scope !== undefined) {
      found.set(node.start, { node, scope });
    }
  };
  const variables = new Set<string>();
  for (const offset of mentions.principalId) {
    add(offset);
    yield;
  }
  for (const offset of mentions.identitiesDefault) {
    add(offset);
    const container = tree.containerAt(offset);
    const slot = tree.slotAt(container, offset);
    if (slot?.key !== undefined && tree.slotOf(container)?.name.toLowerCase() === "variables") {
      variables.add(slot.name.toLowerCase());
    }
    yield;
  }
  for (const { at, match } of variables.size === 0 ? [] : yield* findingMatches(tree.text, VARIABLE)) {
    if (variables.has((match[1] ?? "").toLowerCase())) {
      add(at);
    }
    yield;
  }
  return [...found.values()];
}

/**
 * Readings of system-assigned identities that fail: of a machine which has none, and through an API that is not the resource's own.
 */
export function* findingPrincipalIdReads(
  template: ArmTemplate,
  mentions: Mentions,
): Sliced<readonly TemplateDiagnostic[]> {
  if (mentions.principalId.length + mentions.identitiesDefault.length === 0) {
    return [];
  }
  const without = new Set<TemplateResource>();
  for (const resource of template.resources) {
    const known = knowledgeOf(resource.identity);
    if (known.kind === "known" && known.systemAssigned === false && !mayBeMisread(template.tree, resource)) {
      without.add(resource);
    }
    yield;
  }
  if (without.size === 0 && mentions.identitiesDefault.length === 0) {
    return [];
  }
  const machines = yield* machinesByKey.reading(template);
  const found: TemplateDiagnostic[] = [];
  for (const { node, scope } of yield* candidates(template, mentions)) {
    const text = parseTemplateText(template.tree.decoded(node));
    const readings = text.kind === "expression" ? readingsIn(template, text.expression, scope) : [];
    for (const reading of readings) {
      const resource = machines.find(reading.of, reading.scope);
      if (resource !== undefined && without.has(resource)) {
        found.push(withoutIdentity(node, resource, reading));
        break;
      }
    }
    if (mentions.identitiesDefault.length > 0 && hasOutdatedReading(template, machines, node, scope)) {
      const fixes = [{ kind: "readFromResource", node, scope } as const];
      found.push({ code: "outdatedIdentityReading", range: node, fixes });
    }
    yield;
  }
  return found;
}

function withoutIdentity(range: StringNode, resource: TemplateResource, { member }: Reading): TemplateDiagnostic {
  const fixes = [{ kind: "change", resource, change: { kind: "enableSystemAssigned" } }] as const;
  return { code: "principalIdWithoutSystemAssigned", range, fixes, resource, member };
}

/** The string around an offset: a name or a value. */
function stringAt(tree: SyntaxTree, offset: number): StringNode | undefined {
  const slot = tree.slotAt(tree.containerAt(offset), offset);
  return [slot?.key, slot?.value]
    .filter((node) => node?.kind === "string")
    .find(({ start, end }) => start < offset && offset < end);
}
