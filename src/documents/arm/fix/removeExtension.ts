import type { RetiredExtension } from "../diagnose/diagnostic";
import { evaluationScope } from "../locate/scope";
import type { ArmTemplate } from "../model";
import type { ContainerNode, Slot } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { RepairOutcome } from "../write/outcome";
import { faultIn } from "../write/syntaxCheck";
import { sortEdits } from "../write/textEdit";
import { dependencyKeys } from "./extensionNames";
import { removeUpwards } from "./removeUpwards";

/** Elements of a list that name the extension. */
interface Mentions {
  readonly list: ContainerNode;
  readonly gone: ReadonlySet<Slot>;
}

/** The strings of a list that mean the extension, where there are any. */
function mentionsIn(tree: SyntaxTree, list: ContainerNode, isNamed: (text: string) => boolean): readonly Mentions[] {
  const gone = tree.slots(list).slots.filter(({ value }) => value?.kind === "string" && isNamed(tree.decoded(value)));
  return gone.length === 0 ? [] : [{ list, gone: new Set(gone) }];
}

/** The `dependsOn` entries that name the extension, in the scope that it is in. */
function dependencies(template: ArmTemplate, extension: RetiredExtension): readonly Mentions[] {
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
      : mentionsIn(tree, list, (text) => keys.has(canonical.key(text, other.scope)));
  });
}

/** The extensions of the same scale set that are to come after it. */
function sequence({ tree }: ArmTemplate, extension: RetiredExtension): readonly Mentions[] {
  if (extension.resource !== undefined || extension.name === undefined) {
    return [];
  }
  const name = extension.name.toLowerCase();
  return tree.slots(extension.list).slots.flatMap((slot) => {
    const properties = slot.value?.kind === "object" ? tree.object(slot.value, "properties") : undefined;
    const after = properties === undefined ? undefined : tree.value(properties, "provisionAfterExtensions");
    return slot === extension.slot || after?.kind !== "array"
      ? []
      : mentionsIn(tree, after, (text) => text.toLowerCase() === name);
  });
}

/** Takes the retired extension out of a template, with what waits for it. */
export function removeExtension(template: ArmTemplate, extension: RetiredExtension): RepairOutcome {
  const { tree } = template;
  const mentions = [...dependencies(template, extension), ...sequence(template, extension)];
  for (const container of [extension.node, extension.list, ...mentions.map(({ list }) => list)]) {
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
    ...mentions.flatMap(({ list, gone }) => removeUpwards(tree, list, gone, () => false)),
  ];
  return { kind: "edits", edits: sortEdits(edits) };
}
