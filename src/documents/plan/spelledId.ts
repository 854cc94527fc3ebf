import { parseResourceId } from "../../identity/resourceId";

/** The parts of the id of an identity that a text spells out; undefined where it leaves them open. */
export interface SpelledId {
  readonly name: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly subscriptionId: string | undefined;
}

/** Whether an identity may be the one with this id: `unknown` where not even its name is spelled out. */
export function mayHaveId(spelled: SpelledId | undefined, id: string): boolean | "unknown" {
  if (spelled?.name === undefined) {
    return "unknown";
  }
  const parsed = parseResourceId(id);
  const fits = (said: string | undefined, part: string | undefined) =>
    said === undefined || said.toLowerCase() === part?.toLowerCase();
  return (
    fits(spelled.name, parsed?.names.at(-1)) &&
    fits(spelled.resourceGroup, parsed?.resourceGroup) &&
    fits(spelled.subscriptionId, parsed?.subscriptionId)
  );
}
