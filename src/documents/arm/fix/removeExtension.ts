import type { RetiredExtension } from "../diagnose/diagnostic";
import type { AnyResource } from "../locate/anyResource";
import type { ArmTemplate } from "../model";
import type { TextRange } from "../../textRange";
import type { ContainerNode, Slot } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { RepairOutcome } from "../write/outcome";
import { faultIn } from "../write/syntaxCheck";
import { sortEdits, type TextEdit } from "../../textEdit";
import { dependencyKeys, loopKey } from "./extensionNames";
import { handOnOrder, type Mentions, type OrderEntry } from "./handOnOrder";
import { removeUpwards } from "./removeUpwards";

/** The edits of one list that gives an order, or the place in it that cannot be given another one. */
type Handed =
  | { readonly kind: "edits"; readonly list: ContainerNode; readonly edits: readonly TextEdit[] }
  | { readonly kind: "unknown"; readonly range: TextRange };

function stringIn(tree: SyntaxTree, { value }: Slot): string | undefined {
  return value?.kind === "string" ? tree.decoded(value) : undefined;
}

/** The elements of a list that mean the extension, where there are any. */
function mentionsIn(tree: SyntaxTree, list: ContainerNode, isNamed: (text: string) => boolean): readonly Mentions[] {
  const gone = tree.slots(list).slots.filter((slot) => {
    const text = stringIn(tree, slot);
    return text !== undefined && isNamed(text);
  });
  return gone.length === 0 ? [] : [{ list, gone }];
}

/** What a list spells out; undefined where it is no list, or where an element is no string. */
function entriesOf(
  tree: SyntaxTree,
  holder: ContainerNode,
  name: string,
  keyOf: (text: string) => string,
): readonly OrderEntry[] | undefined {
  const list = tree.value(holder, name);
  if (list?.kind !== "array") {
    return list === undefined || list.kind === "word" ? [] : undefined;
  }
  const entries = tree
    .slots(list)
    .slots.map(({ value }) =>
      value?.kind === "string"
        ? { spelled: tree.text.slice(value.start, value.end), key: keyOf(tree.decoded(value)) }
        : undefined,
    );
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

/** What depends on the turn of a copy loop that it stands in. */
function namesTurn({ key }: OrderEntry): boolean {
  return key.includes("copyindex(");
}

/** An entry that names one turn of a loop as the whole loop is named; undefined where no loop of the template is meant. */
function wholeLoop(
  { tree, canonical }: ArmTemplate,
  siblings: readonly AnyResource[],
  entry: OrderEntry,
): OrderEntry | undefined {
  const meant = siblings.find((each) => dependencyKeys(tree, canonical, each).has(entry.key));
  const name = meant === undefined ? undefined : tree.object(meant.node, "copy");
  const value = name === undefined ? undefined : tree.value(name, "name");
  const key = meant === undefined ? undefined : loopKey(tree, canonical, meant);
  return value?.kind !== "string" || key === undefined
    ? undefined
    : { spelled: tree.text.slice(value.start, value.end), key };
}

/** Lets what waits for the extension, in the template that it is in, wait for what the extension waits for. */
function dependencies(template: ArmTemplate, extension: RetiredExtension): readonly Handed[] {
  const { tree, canonical, allResources } = template;
  const { resource } = extension;
  if (resource === undefined) {
    return [];
  }
  const keys = dependencyKeys(tree, canonical, resource);
  const ownLoop = loopKey(tree, canonical, resource);
  const siblings = allResources.filter(({ scope }) => scope.template.container === resource.scope.template.container);
  const awaited = entriesOf(tree, resource.node, "dependsOn", (text) => canonical.key(text, resource.scope));
  return siblings.flatMap((other) => {
    const list = tree.value(other.node, "dependsOn");
    const goesToo = resource.node.start <= other.node.start && other.node.end <= resource.node.end;
    if (goesToo || list?.kind !== "array") {
      return [];
    }
    const keyOf = (text: string) => canonical.key(text, other.scope);
    const isNamed = (text: string) => keys.has(keyOf(text)) || keyOf(text) === ownLoop;
    return mentionsIn(tree, list, isNamed).map((mentions): Handed => {
      const namesWhole = mentions.gone.some((slot) => keyOf(stringIn(tree, slot) ?? "") === ownLoop);
      const inherited = awaited?.map((entry) =>
        namesWhole && namesTurn(entry) ? wholeLoop(template, siblings, entry) : entry,
      );
      if (inherited === undefined || !inherited.every((entry) => entry !== undefined)) {
        return { kind: "unknown", range: mentions.gone[0] ?? list };
      }
      const edits = handOnOrder(tree, mentions, inherited, (slot) => {
        const text = stringIn(tree, slot);
        return text === undefined ? undefined : keyOf(text);
      });
      return { kind: "edits", list, edits };
    });
  });
}

/** Lets the extensions of the same scale set that are to come after it come after what it comes after. */
function sequence({ tree }: ArmTemplate, extension: RetiredExtension): readonly Handed[] {
  if (extension.resource !== undefined || extension.name === undefined) {
    return [];
  }
  const keyOf = (text: string) => text.toLowerCase();
  const name = keyOf(extension.name);
  const own = tree.object(extension.node, "properties");
  const awaited = own === undefined ? [] : entriesOf(tree, own, "provisionAfterExtensions", keyOf);
  return tree.slots(extension.list).slots.flatMap((slot) => {
    const properties = slot.value?.kind === "object" ? tree.object(slot.value, "properties") : undefined;
    const after = properties === undefined ? undefined : tree.value(properties, "provisionAfterExtensions");
    if (slot === extension.slot || after?.kind !== "array") {
      return [];
    }
    return mentionsIn(tree, after, (text) => keyOf(text) === name).map((mentions): Handed => {
      if (awaited === undefined) {
        return { kind: "unknown", range: mentions.gone[0] ?? after };
      }
      const edits = handOnOrder(tree, mentions, awaited, (each) => stringIn(tree, each)?.toLowerCase());
      return { kind: "edits", list: after, edits };
    });
  });
}

/** Takes the retired extension out of a template; what waits for it waits for what it waited for. */
export function removeExtension(template: ArmTemplate, extension: RetiredExtension): RepairOutcome {
  const { tree } = template;
  const handed = [...dependencies(template, extension), ...sequence(template, extension)];
  const lists = handed.flatMap((each) => (each.kind === "edits" ? [each.list] : []));
  for (const container of [extension.node, extension.list, ...lists]) {
    const fault = faultIn(tree, container);
    if (fault !== undefined) {
      return { kind: "refused", refusal: { reason: "syntaxError", range: fault } };
    }
  }
  const open = handed.find(({ kind }) => kind === "unknown");
  if (open?.kind === "unknown") {
    return { kind: "refused", refusal: { reason: "orderNotKnown", range: open.range } };
  }
  const machines = new Set(template.allResources.map(({ node }) => node.container));
  // A template has to have its list of resources; a machine need not.
  const keeps = (slot: Slot, holder: ContainerNode) =>
    slot.name.toLowerCase() === "resources" && !machines.has(holder.container);
  const edits = [
    ...removeUpwards(tree, extension.list, new Set([extension.slot]), keeps),
    ...handed.flatMap((each) => (each.kind === "edits" ? each.edits : [])),
  ];
  return { kind: "edits", edits: sortEdits(edits) };
}
