import { l10n } from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { RetiredExtensions } from "../../azure/compute/extensionFindings";
import { type DeadReferences, deadIdsOf, staleIdsOf } from "../../azure/inventory/deadReferences";
import { readState } from "../../identity/readIdentity";
import { resourceName } from "../../identity/resourceId";
import { phrases, readFilter } from "./filterText";

/** What the states of resources follow from. */
export interface ResourceFilterDeps {
  readonly deadReferences: Pick<DeadReferences, "state" | "stateOn">;
  readonly retiredExtensions: Pick<RetiredExtensions, "state">;
}

/** Reads a filter of the view of resources. */
export function resourceTest(deps: ResourceFilterDeps, text: string): (resource: ComputeResource) => boolean {
  const { deadReferences, retiredExtensions } = deps;
  return readFilter<ComputeResource>(text, {
    relations: [
      {
        phrases: phrases("uses", l10n.t("uses")),
        test: ({ identity }, name) =>
          readState(identity)?.userAssigned.some(({ id }) => resourceName(id).toLowerCase().includes(name)) ?? false,
      },
    ],
    states: [
      {
        phrases: phrases("no identity", l10n.t("no identity")),
        test: ({ identity }) => {
          const state = readState(identity);
          return state !== undefined && state.systemAssigned === undefined && state.userAssigned.length === 0;
        },
      },
      {
        phrases: phrases("system-assigned", l10n.t("system-assigned")),
        test: ({ identity }) => readState(identity)?.systemAssigned !== undefined,
      },
      {
        phrases: phrases("user-assigned", l10n.t("user-assigned")),
        test: ({ identity }) => (readState(identity)?.userAssigned.length ?? 0) > 0,
      },
      {
        phrases: phrases("dead reference", l10n.t("dead reference")),
        test: (resource) => deadIdsOf(resource, deadReferences).length > 0,
      },
      {
        phrases: phrases("stale reference", l10n.t("stale reference")),
        test: (resource) => staleIdsOf(resource, deadReferences).length > 0,
      },
      {
        phrases: phrases("retired extension", l10n.t("retired extension")),
        test: (resource) => retiredExtensions.state(resource).kind === "carries",
      },
      {
        phrases: phrases("unreadable identity", l10n.t("unreadable identity")),
        test: ({ identity }) => identity.kind === "unreadable",
      },
    ],
  });
}
