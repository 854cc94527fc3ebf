import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { Demand } from "../../plan/planInDocument";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { Slot } from "../syntax/syntaxNodes";
import { hasFaultAround, strangersIn } from "./syntaxCheck";

/**
 * The entries of a dictionary that stand behind its end, where a bracket too many ends it early. None where anything else stands
 * there that is no member of a block.
 */
export function tornEntries(
  { tree, canonical }: ArmTemplate,
  { dictionary, node, scope }: IdentityBlock,
): readonly IdentityEntry[] {
  const strangers = dictionary.kind === "list" ? strangersIn(tree, node) : [];
  const isEntry = ({ key, name, value }: Slot) =>
    key !== undefined && /^[/[]/.test(name) && value?.kind === "object" && tree.slots(value).slots.length === 0;
  if (strangers.length === 0 || !strangers.every(isEntry) || !hasFaultAround(tree, node)) {
    return [];
  }
  return strangers.flatMap((slot) => {
    const { key: node, name: text, value } = slot;
    return node === undefined ? [] : [{ slot, node, text, key: canonical.key(text, scope), value }];
  });
}

/** The entries that stand behind the list of the block which a resource itself has. */
export function ownTornEntries(template: ArmTemplate, { identity }: TemplateResource): readonly IdentityEntry[] {
  return identity.kind === "block" ? tornEntries(template, identity.block) : [];
}

/** A block as it is meant: with the entries that stand behind its list in it. */
export function withTorn(block: IdentityBlock, torn: readonly IdentityEntry[]): IdentityBlock {
  const { dictionary } = block;
  return dictionary.kind === "list"
    ? { ...block, dictionary: { ...dictionary, entries: [...dictionary.entries, ...torn] } }
    : block;
}

/**
 * What is left to be written where the entries behind a list stay where they are; undefined where anything would have to go, since
 * what is left of the list then is not its own.
 */
export function besideTorn(
  { canonical }: ArmTemplate,
  { resource: { scope } }: TemplateResource,
  demand: Demand,
  torn: readonly IdentityEntry[],
): Demand | undefined {
  if (torn.length === 0) {
    return demand;
  }
  const { list, plan } = demand;
  const keyOf = (text: string) => canonical.key(text, scope);
  const stay = new Set(plan.after.userAssigned.map(({ id }) => keyOf(id)));
  if (plan.difference.removed.length > 0 || !torn.every(({ key }) => stay.has(key))) {
    return undefined;
  }
  const there = new Set(torn.map(({ key }) => key));
  return typeof list === "string" ? demand : { ...demand, list: list.filter((text) => !there.has(keyOf(text))) };
}
