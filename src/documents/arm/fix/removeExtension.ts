import type { RetiredExtension } from "../diagnose/diagnostic";
import type { ArmTemplate } from "../model";
import type { TextRange } from "../../textRange";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { RepairOutcome } from "../write/changeOutcome";
import { faultIn } from "../write/syntaxCheck";
import { sortEdits, type TextEdit } from "../../textEdit";
import { type DeploymentOrder, deploymentOrders } from "./deploymentOrder";
import { dependencyKeys, loopKey } from "./extensionNames";
import { handOnOrder, type OrderEntry } from "./handOnOrder";
import type { Mentions } from "./orderLists";
import { removeUpwards } from "./removeUpwards";

/** The edits of one list that gives an order, or the place in it that cannot be given another one. */
type Handed =
  | { readonly kind: "edits"; readonly list: ContainerNode; readonly edits: readonly TextEdit[] }
  | { readonly kind: "unknown"; readonly range: TextRange };

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

/** Lets what waits for the extension, in the template that it is in, wait for what the extension waits for. */
function dependencies(
  { tree, canonical }: ArmTemplate,
  order: DeploymentOrder,
  extension: RetiredExtension,
): readonly Handed[] {
  const { resource } = extension;
  if (resource === undefined) {
    return [];
  }
  const { node, scope } = resource;
  const ownLoop = loopKey(tree, canonical, resource);
  const keys = new Set([...dependencyKeys(tree, canonical, resource), ...(ownLoop === undefined ? [] : [ownLoop])]);
  const awaited = entriesOf(tree, node, "dependsOn", (text) => canonical.key(text, scope));
  const waiting = order.dependenciesBeside(resource).naming(keys);
  return waiting
    .filter(({ list }) => !(node.start <= list.start && list.end <= node.end))
    .map((mentions) => {
      const namesWhole = ownLoop !== undefined && mentions.keys.has(ownLoop);
      return handedOn(
        tree,
        mentions,
        awaited?.map((entry) => (namesWhole && namesTurn(entry) ? order.loopNamed(resource, entry.key) : entry)),
      );
    });
}

/** Lets the extensions of the same scale set that are to come after it come after what it comes after. */
function sequence({ tree }: ArmTemplate, order: DeploymentOrder, extension: RetiredExtension): readonly Handed[] {
  const { resource, name, node } = extension;
  if (resource !== undefined || name === undefined) {
    return [];
  }
  const properties = tree.object(node, "properties");
  const own = properties === undefined ? undefined : tree.value(properties, "provisionAfterExtensions");
  const awaited =
    properties === undefined
      ? []
      : entriesOf(tree, properties, "provisionAfterExtensions", (text) => text.toLowerCase());
  const waiting = order.sequenceIn(extension.list).naming(new Set([name.toLowerCase()]));
  return waiting
    .filter(({ list }) => own?.kind !== "array" || list.container !== own.container)
    .map((mentions) => handedOn(tree, mentions, awaited));
}

/** The edits of one list; none where it is not known what the extension waits for. */
function handedOn(
  tree: SyntaxTree,
  mentions: Mentions,
  inherited: readonly (OrderEntry | undefined)[] | undefined,
): Handed {
  const { list, gone } = mentions;
  return inherited?.every((entry) => entry !== undefined) === true
    ? { kind: "edits", list, edits: handOnOrder(tree, mentions, inherited) }
    : { kind: "unknown", range: gone[0] ?? list };
}

/** Takes the retired extension out of a template; what waits for it waits for what it waited for. */
export function removeExtension(template: ArmTemplate, extension: RetiredExtension): RepairOutcome {
  const { tree } = template;
  const order = deploymentOrders.of(template);
  const handed = [...dependencies(template, order, extension), ...sequence(template, order, extension)];
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
  // A template has to have its list of resources; a machine need not.
  const keeps = (slot: Slot, holder: ContainerNode) =>
    slot.name.toLowerCase() === "resources" && !order.isResource(holder);
  const edits = [
    ...removeUpwards(tree, extension.list, new Set([extension.slot]), keeps),
    ...handed.flatMap((each) => (each.kind === "edits" ? each.edits : [])),
  ];
  return { kind: "edits", edits: sortEdits(edits) };
}
