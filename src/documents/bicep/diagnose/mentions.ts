import type { ReadMember } from "../../documentDiagnostic";
import { knowledgeOf } from "../../plan/knowledge";
import type { Sliced } from "../../sliced";
import type { BicepFile, BicepResource } from "../model";
import type { Node, ObjectNode, ResourceNode, ValueNode } from "../syntax/nodes";
import type { Statement } from "../syntax/statements";
import { allNodes, bare, literalText, memberNamed } from "../syntax/walk";
import type { BicepDiagnostic } from "./diagnostic";

/** What every reading has in it: of a principal, also as the output of a module, and of a tenant. */
const READ = ["rincipalId", "tenantId"] as const;
const EXTENSION = "ManagedIdentityExtensionFor";

/** The statements in which a text occurs. */
function* mentioning({ text, symbols }: BicepFile, wanted: string): Generator<Statement | undefined, void> {
  let from = 0;
  for (;;) {
    const at = text.indexOf(wanted, from);
    if (at === -1) {
      return;
    }
    const statement = symbols.statementAt(at);
    yield statement;
    from = Math.max(statement?.end ?? 0, at + wanted.length);
  }
}

function rootsOf(node: ResourceNode | ValueNode): readonly Node[] {
  const roots: readonly (Node | undefined)[] = "value" in node ? [node.value] : [node.condition, node.body];
  return roots.filter((each) => each !== undefined);
}

/** The resource that `symbol`, `symbol[i]` or `parent::symbol` stands for. */
function resourceOf(bySymbol: ReadonlyMap<string, BicepResource>, node: Node): BicepResource | undefined {
  const inner = bare(node);
  switch (inner.kind) {
    case "name":
      return bySymbol.get(inner.name);
    case "index":
      return resourceOf(bySymbol, inner.base);
    case "access": {
      const base = bare(inner.base);
      return base.kind === "name" ? bySymbol.get(`${base.name}::${inner.member}`) : undefined;
    }
    default:
      return undefined;
  }
}

/** What of which resource a node reads: `vm.identity.principalId`, `vm.outputs.systemAssignedMIPrincipalId`. */
function readingOf(
  bySymbol: ReadonlyMap<string, BicepResource>,
  node: Node,
): { readonly resource: BicepResource; readonly member: ReadMember } | undefined {
  if (node.kind !== "access") {
    return undefined;
  }
  const holder = bare(node.base);
  if (holder.kind !== "access") {
    return undefined;
  }
  const resource = resourceOf(bySymbol, holder.base);
  const { member } = node;
  if (
    resource?.form === "resource" &&
    holder.member === "identity" &&
    (member === "principalId" || member === "tenantId")
  ) {
    return { resource, member };
  }
  return resource?.form === "module" && holder.member === "outputs" && member === "systemAssignedMIPrincipalId"
    ? { resource, member: "principalId" }
    : undefined;
}

/** Whether a resource is known to have no system-assigned identity. */
function lacks({ identity }: BicepResource): boolean {
  const known = knowledgeOf(identity);
  return known.kind === "known" && known.systemAssigned === false;
}

/** Readings of a system-assigned identity that the resource does not enable. */
export function* findingReadings(file: BicepFile): Sliced<readonly BicepDiagnostic[]> {
  const bySymbol = new Map(
    file.resources.flatMap((resource) => (lacks(resource) ? [[resource.symbol, resource]] : [])),
  );
  const found: BicepDiagnostic[] = [];
  const seen = new Set<Statement>();
  // Where every resource has one, nothing has to be looked for.
  for (const wanted of bySymbol.size === 0 ? [] : READ) {
    for (const statement of mentioning(file, wanted)) {
      const parsed = statement === undefined || seen.has(statement) ? undefined : file.symbols.parsed(statement);
      if (statement === undefined || parsed === undefined) {
        continue;
      }
      seen.add(statement);
      for (const root of rootsOf(parsed.node)) {
        for (const node of allNodes(root)) {
          const read = readingOf(bySymbol, node);
          if (read !== undefined) {
            const { resource } = read;
            found.push({
              range: { start: node.start, end: node.end },
              facts: { code: "principalIdWithoutSystemAssigned", ...read },
              // A Flexible set cannot enable it.
              fixes:
                resource.orchestrationMode === "Flexible"
                  ? []
                  : [{ kind: "change", resource, change: { kind: "enableSystemAssigned" } }],
            });
          }
        }
      }
      yield;
    }
  }
  return found;
}

function isRetired(node: Node): node is ObjectNode {
  const type = node.kind === "object" ? memberNamed(node, "type") : undefined;
  return type !== undefined && /^ManagedIdentityExtensionFor(?:Linux|Windows)$/i.test(literalText(type.value) ?? "");
}

/** Whether nothing else in the file speaks of what a statement declares. */
function isAlone({ text }: BicepFile, { name, keyword, start, end }: Statement): boolean {
  const mention = new RegExp(`\\b${name ?? ""}\\b`);
  return (
    keyword === "resource" &&
    name !== undefined &&
    !mention.test(text.slice(0, start)) &&
    !mention.test(text.slice(end))
  );
}

/** The retired extension, as a resource of its own or in the profile of a scale set. */
export function* findingRetiredExtensions(file: BicepFile): Sliced<readonly BicepDiagnostic[]> {
  const found: BicepDiagnostic[] = [];
  for (const statement of mentioning(file, EXTENSION)) {
    const parsed = statement === undefined ? undefined : file.symbols.parsed(statement);
    if (statement === undefined || parsed === undefined) {
      continue;
    }
    const isExtension = /\/extensions@/i.test(statement.subject ?? "") && isAlone(file, statement);
    for (const root of rootsOf(parsed.node)) {
      for (const node of allNodes(root)) {
        const type = isRetired(node) ? memberNamed(node, "type") : undefined;
        if (type !== undefined) {
          found.push({
            range: { start: type.value.start, end: type.value.end },
            facts: { code: "retiredExtension" },
            fixes: isExtension ? [{ kind: "removeExtension", statement }] : [],
          });
        }
      }
    }
    yield;
  }
  return found;
}
