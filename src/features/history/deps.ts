import type { IdentityLifecycleGateway } from "../../azure/identities/identityLifecycle";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { OwnPermissions } from "../../azure/access/ownPermissions";
import type { IdentityUsages } from "../../azure/inventory/identityUsage";
import type { ServiceUses } from "../../azure/inventory/serviceUses";
import type { ActUndo } from "../../mutation/journal/undoAct";
import type { Inventory } from "../../azure/inventory/inventory";
import type { Journal } from "../../mutation/journal/journal";
import type { AzextUi } from "../../ui/azextUi";
import type { ChangeIdentities } from "../changeIdentities/deps";
import type { CopyDeps } from "../copyAs/copyAs";

/** What the commands on the list of changes work with. */
export interface HistoryDeps extends CopyDeps {
  readonly journal: Pick<Journal, "entries" | "entry" | "isRunning" | "open" | "reload" | "runsElsewhere">;
  readonly inventory: Inventory;
  readonly identities: IdentityLifecycleGateway;
  readonly deadReferences: Pick<DeadReferences, "ownerOf">;
  readonly serviceUses: Pick<ServiceUses, "associatedWith" | "load">;
  readonly identityUsages: Pick<IdentityUsages, "of">;
  readonly permissions: Pick<OwnPermissions, "reset">;
  readonly actUndo: Pick<ActUndo, "undo">;
  readonly ui: Pick<AzextUi, "openReadOnly" | "runSteps">;
  readonly changeIdentities: ChangeIdentities;
}
