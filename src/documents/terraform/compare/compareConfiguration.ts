import type { IdentityState } from "../../../identity/identityState";
import { sameResourceId } from "../../../identity/resourceId";
import type { LiveComparison } from "../../liveComparison";
import { compareWithLive, openTexts } from "../../plan/compareWithLive";
import { mayHaveId } from "../../plan/spelledId";
import type { Configuration } from "../locate/configuration";
import type { Machine } from "../locate/machines";
import { knowledgeOfIdentity } from "../plan/knowledgeOf";
import { statedPlace } from "../reference/declare";
import { isLiteral } from "../read/identityKeys";

const REFERENCE = /^((?:data\.)?azurerm_user_assigned_identity\.[\w-]+)(?:\[[^\]]*\])?\.id$/;

/** Whether a key may be the identity with this id: `unknown` where the files do not even tell the name. */
function mayBe(configuration: Configuration, key: string, id: string): boolean | "unknown" {
  if (isLiteral(key)) {
    return sameResourceId(key, id);
  }
  const found = configuration.identities.get(REFERENCE.exec(key)?.[1] ?? "");
  return mayHaveId(found && { ...statedPlace(configuration, found), subscriptionId: undefined }, id);
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
      openTexts: openTexts(machine.identity),
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
