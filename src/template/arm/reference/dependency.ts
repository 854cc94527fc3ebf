import { dependencyKeys } from "../fix/extensionNames";
import type { AnyResource } from "../locate/anyResource";
import type { Step } from "../write/steps";
import { printMember, printString } from "../write/printer";
import { insertSlot } from "../write/slotEdits";

/**
 * Lets a resource wait for an identity that the template declares: naming it in the block alone does not, and the deployment could
 * come to the resource first.
 */
export function dependOn(number: number, dependency: string): Step {
  return ({ tree, canonical, allResources }, { resource }) => {
    const identity = allResources[number];
    const list = tree.value(resource.node, "dependsOn");
    if (identity === undefined || identity.isExisting || (list !== undefined && list.kind !== "array")) {
      return { kind: "edits", edits: [] };
    }
    if (list === undefined) {
      const { slots } = tree.slots(resource.node);
      const next = tree.member(resource.node, "identity") ?? tree.member(resource.node, "properties");
      const after = next === undefined ? slots.at(-1) : slots[slots.indexOf(next) - 1];
      const value = { kind: "array", elements: [{ kind: "string", text: dependency }] } as const;
      return {
        kind: "edits",
        edits: insertSlot(tree, resource.node, after, (style, place) => printMember("dependsOn", value, style, place)),
      };
    }
    const keys = dependencyKeys(tree, canonical, identity);
    const { slots } = tree.slots(list);
    const isThere = slots.some(
      ({ value }) => value?.kind === "string" && keys.has(canonical.key(tree.decoded(value), resource.scope)),
    );
    const edits = isThere ? [] : insertSlot(tree, list, slots.at(-1), (style) => printString(dependency, style));
    return { kind: "edits", edits };
  };
}

/** What `dependsOn` says for a declared resource: its symbolic name, else its id as the block says it. */
export function dependencyText(identity: AnyResource, text: string): string {
  return identity.symbolicName ?? text;
}
