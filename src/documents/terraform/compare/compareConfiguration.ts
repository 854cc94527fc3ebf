import type { IdentityState } from "../../../identity/identityState";
import { parseResourceId, sameResourceId } from "../../../identity/resourceId";
import type { LiveComparison } from "../../liveComparison";
import { compareWithLive } from "../../plan/compareWithLive";
import type { Configuration } from "../locate/configuration";
import type { Machine } from "../locate/machines";
import { knowledgeOfIdentity } from "../plan/knowledgeOf";
import { statedPlace } from "../reference/declare";
import { isLiteral } from "../read/identityKeys";

const REFERENCE = /^((?:data\.)?azurerm_user_assigned_identity\.[\w-]+)(?:\[[^\]]*\])?\.id$/;

/** Whether a key may be the identity with this id: `unknown` where the files do not even tell the name. */
export function mayBe(configuration: Configuration, key: string, id: string): boolean | "unknown" {
  if (isLiteral(key)) {
    return sameResourceId(key, id);
  }
  const found = configuration.identities.get(REFERENCE.exec(key)?.[1] ?? "");
  const { name, resourceGroup } =
    found === undefined ? { name: undefined, resourceGroup: undefined } : statedPlace(configuration, found);
  if (name === undefined) {
    return "unknown";
  }
  const parsed = parseResourceId(id);
  const same = (left: string, right: string | undefined) => left.toLowerCase() === right?.toLowerCase();
  return (
    same(name, parsed?.names.at(-1)) && (resourceGroup === undefined || same(resourceGroup, parsed?.resourceGroup))
  );
}

/** The expressions that decide about the list of a machine. */
function openTexts({ identity }: Machine): readonly string[] {
  if (identity.kind !== "block") {
    return identity.kind === "expression" ? [identity.text] : [];
  }
  const { type, list } = identity.block;
  return [...new Set([type, list].flatMap((each) => (each.kind === "expression" ? [each.text] : [])))];
}

/** Compares what a configuration says of a machine with what a live one carries; undefined where its identity cannot be understood. */
export function compareConfiguration(
  configuration: Configuration,
  machine: Machine,
  live: IdentityState,
): LiveComparison | undefined {
  const knowledge = knowledgeOfIdentity(machine.identity);
  if (knowledge.kind === "unreadable") {
    return undefined;
  }
  const compared = compareWithLive(
    {
      knowledge,
      openTexts: openTexts(machine),
      // Without a block an apply takes what the machine has.
      isSilent: false,
      mayBe: ({ key }, id) => mayBe(configuration, key, id),
    },
    live,
  );
  return machine.ignores === undefined
    ? compared
    : { ...compared, systemAssigned: "same", added: [], dropped: [], unknown: [], unknownEntries: [] };
}
