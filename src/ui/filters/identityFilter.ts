import { l10n } from "vscode";
import type { Tags } from "../../azure/compute/computeResource";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { UsageIndex } from "../../azure/inventory/usageIndex";
import { phrases, readFilter } from "./filterText";

/** A user-assigned identity as its row is found by; of one that is gone only its ID tells. */
export interface ListedIdentity {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly tags?: Tags;
}

/** What the states of identities follow from. */
export interface IdentityFilterDeps {
  readonly deadReferences: Pick<DeadReferences, "state">;
  readonly usage: Pick<UsageIndex, "usesOf">;
}

/** Reads a filter of the view of user-assigned identities. */
export function identityTest(
  { deadReferences, usage }: IdentityFilterDeps,
  text: string,
): (identity: ListedIdentity) => boolean {
  return readFilter<ListedIdentity>(text, {
    relations: [
      {
        phrases: phrases("used by", l10n.t("used by")),
        test: ({ id }, name) => usage.usesOf(id).some(({ resource }) => resource.name.toLowerCase().includes(name)),
      },
    ],
    states: [
      {
        phrases: phrases("unused", l10n.t("unused")),
        test: ({ id }) => usage.usesOf(id).length === 0,
      },
      {
        phrases: phrases("deleted", l10n.t("deleted")),
        test: ({ id }) => deadReferences.state(id).kind === "dead",
      },
    ],
  });
}
