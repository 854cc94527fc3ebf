import type { RetiredExtension } from "../diagnose/diagnostic";
import { evaluationScope } from "../locate/scope";
import type { ArmTemplate } from "../model";
import type { ContainerNode, Slot } from "../syntax/nodes";
import type { RepairOutcome } from "../write/convertBlock";
import { faultIn } from "../write/syntaxCheck";
import { sortEdits, type TextEdit } from "../write/textEdit";
import { dependencyKeys } from "./extensionNames";
import { removeUpwards } from "./removeUpwards";

/** Removes the strings of a list that mean one of these keys. */
function removeNames(
  template: ArmTemplate,
  list: ContainerNode,
  isNamed: (text: string) => boolean,
): readonly TextEdit[] {
  const { tree } = template;
  const gone = tree.slots(list).slots.filter(({ value }) => value?.kind === "string" && isNamed(tree.decoded(value)));
  return gone.length === 0 ? [] : removeUpwards(tree, list, new Set(gone), () => false);
}

/** The `dependsOn` entries that name the extension, in the scope that it is in. */
function dependencyEdits(template: ArmTemplate, extension: RetiredExtension): readonly TextEdit[] {
  const { tree, canonical, allResources } = template;
  const { resource } = extension;
  if (resource === undefined) {
    return [];
  }
  const keys = dependencyKeys(tree, canonical, resource);
  const scope = evaluationScope(resource.scope);
  return allResources.flatMap((other) => {
    const list = tree.value(other.node, "dependsOn");
    return other === resource || list?.kind !== "array" || evaluationScope(other.scope) !== scope
      ? []
      : removeNames(template, list, (text) => keys.has(canonical.key(text, other.scope)));
  });
}

/** The extensions of the same scale set that are to come after it. */
function sequenceEdits(template: ArmTemplate, extension: RetiredExtension): readonly TextEdit[] {
  const { tree } = template;
  if (extension.resource !== undefined || extension.name === undefined) {
    return [];
  }
  const name = extension.name.toLowerCase();
  return tree.slots(extension.list).slots.flatMap((slot) => {
    const properties = slot.value?.kind === "object" ? tree.object(slot.value, "properties") : undefined;
    const after = properties === undefined ? undefined : tree.value(properties, "provisionAfterExtensions");
    return slot === extension.slot || after?.kind !== "array"
      ? []
      : removeNames(template, after, (text) => text.toLowerCase() === name);
  });
}

/** Takes the retired extension out of a template, with what waits for it. */
export function removeExtension(template: ArmTemplate, extension: RetiredExtension): RepairOutcome {
  const { tree } = template;
  for (const container of [extension.node, extension.list]) {
    const fault = faultIn(tree, container);
    if (fault !== undefined) {
      return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
    }
  }
  const machines = new Set(template.allResources.map(({ node }) => node.container));
  // A template has to have its list of resources; a machine need not.
  const keeps = (slot: Slot, holder: ContainerNode) =>
    slot.name.toLowerCase() === "resources" && !machines.has(holder.container);
  const edits = [
    ...removeUpwards(tree, extension.list, new Set([extension.slot]), keeps),
    ...dependencyEdits(template, extension),
    ...sequenceEdits(template, extension),
  ];
  return { kind: "edits", edits: sortEdits(edits) };
}
