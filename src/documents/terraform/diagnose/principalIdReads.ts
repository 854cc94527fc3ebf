import type { Node } from "web-tree-sitter";
import type { ReadMember } from "../../documentDiagnostic";
import type { Sliced } from "../../sliced";
import type { TerraformDiagnostic } from "../fix/terraformFix";
import { knowledgeOfIdentity } from "../plan/knowledgeOf";
import type { Machine } from "../locate/machines";
import type { TerraformModel } from "../model";

/** A reading of what a system-assigned identity has: of a resource, or of a module's output. */
const READ =
  /\b(?:((?:azurerm_\w*virtual_machine\w*|azapi_resource)\.[\w-]+)(?:\[[^\]\n]*\])?\.identity(?:\[(?:0|\*)\]|\.0|\.\*)\.(principal_id|tenant_id)|(module\.[\w-]+)(?:\[[^\]\n]*\])?\.system_assigned_mi_principal_id)\b/g;

/** Functions that are used where a value may not be there. */
const FORGIVING = new Set(["try", "can"]);

/** Whether the name at an offset begins an expression, and what is read there is asked for without a way out. */
function isPlainReading(root: Node, offset: number): boolean {
  const name = root.descendantForIndex(offset);
  if (name?.type !== "identifier" || name.parent?.type !== "variable_expr") {
    return false;
  }
  for (let at: Node | null = name; at !== null; at = at.parent) {
    const isForgiving = at.type === "function_call" && FORGIVING.has(at.child(0)?.text ?? "");
    if (isForgiving || at.type === "conditional" || at.type === "for_expr") {
      return false;
    }
  }
  return true;
}

/** Reads of the principal of machines that are known to have no system-assigned identity. */
export function* principalIdReads({
  parser,
  configuration,
  machines,
}: TerraformModel): Sliced<readonly TerraformDiagnostic[]> {
  const without = new Map<string, Machine>();
  for (const machine of machines) {
    const known = knowledgeOfIdentity(machine.identity);
    if (known.kind === "known" && known.systemAssigned === false && machine.ignores === undefined) {
      without.set(machine.address, machine);
    }
  }
  const found: TerraformDiagnostic[] = [];
  for (const piece of without.size === 0 ? [] : configuration.main.pieces) {
    const reads = [...piece.text.matchAll(READ)].filter(([, resource, , module]) =>
      without.has(resource ?? module ?? ""),
    );
    const plain =
      reads.length === 0
        ? []
        : yield* parser.parsing(piece.text, ({ rootNode }) =>
            reads.filter(({ index }) => isPlainReading(rootNode, index)),
          );
    for (const { index, 0: whole, 1: resource, 2: name, 3: module } of plain) {
      const machine = without.get(resource ?? module ?? "");
      if (machine !== undefined) {
        const member: ReadMember = name === "tenant_id" ? "tenantId" : "principalId";
        const start = piece.start + index;
        found.push({
          range: { start, end: start + whole.length },
          facts: { code: "principalIdWithoutSystemAssigned", resource: machine, member },
          fixes: [{ kind: "change", machine, change: { kind: "enableSystemAssigned" } }],
        });
      }
    }
    yield;
  }
  return found;
}
