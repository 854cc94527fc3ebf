import type { Sliced } from "../../sliced";
import type { TerraformDiagnostic } from "../fix/terraformFix";
import type { Machine } from "../locate/machines";
import type { TerraformModel } from "../model";
import { knowledgeOfIdentity } from "../plan/knowledgeOf";
import { entryDiagnostics } from "./entryDiagnostics";
import { principalIdReads } from "./principalIdReads";
import { renamedAttributes } from "./renamedAttributes";
import { typeDiagnostics } from "./typeDiagnostics";

/** A Flexible scale set takes user-assigned identities only (docs/azure-behaviour.md#flexible-scale-sets). */
function systemAssignedOnFlexible(machine: Machine): readonly TerraformDiagnostic[] {
  const { identity, orchestrationMode } = machine;
  const known = knowledgeOfIdentity(identity);
  if (orchestrationMode !== "Flexible" || identity.kind === "absent" || identity.kind === "unreadable") {
    return [];
  }
  const type = identity.kind === "block" ? identity.block.type : undefined;
  const range = type !== undefined && "member" in type ? type.member.value : identity.whole;
  const fixes = [{ kind: "change", machine, change: { kind: "disableSystemAssigned" } }] as const;
  return known.kind === "known" && known.systemAssigned === true
    ? [{ range, facts: { code: "systemAssignedOnFlexible" }, fixes }]
    : [];
}

function ofMachine(machine: Machine): readonly TerraformDiagnostic[] {
  const { identity } = machine;
  const block =
    identity.kind === "block" ? identity.block : identity.kind === "expression" ? identity.declared : undefined;
  const own = block?.file.path === undefined ? block : undefined;
  return [
    ...(own === undefined ? [] : typeDiagnostics(machine, own)),
    ...(own === undefined ? [] : entryDiagnostics(machine, own)),
    ...systemAssignedOnFlexible(machine),
  ];
}

/** What is wrong with the identities of a document, in the order of the text, each place and code once. */
export function* diagnosing(model: TerraformModel): Sliced<readonly TerraformDiagnostic[]> {
  const found: TerraformDiagnostic[] = [];
  for (const machine of model.machines) {
    // What does not parse says nothing that could be relied on.
    found.push(...(machine.fault === undefined ? ofMachine(machine) : []));
    yield;
  }
  found.push(...(yield* principalIdReads(model)), ...renamedAttributes(model));
  const distinct = new Map(found.reverse().map((each) => [`${each.facts.code} ${each.range.start}`, each]));
  return [...distinct.values()].sort((left, right) => left.range.start - right.range.start);
}
