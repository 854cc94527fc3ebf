import type { DirectoryGateway } from "../../azure/access/directory";
import type { RoleAssignmentGateway } from "../../azure/access/roleAssignments";
import type { RoleCatalog } from "../../azure/access/roleAssignmentsCatalog";
import type { Inventory } from "../../azure/inventory/inventory";
import type { AzextUi } from "../../ui/azextUi";
import type { RevealRequests } from "../../ui/revealRequests";
import type { WizardDeps } from "../../ui/steps/targets";

/** What finding out which resources can act in which roles works with. */
export interface ReachSearchDeps {
  readonly inventory: Inventory;
  readonly roleAssignments: Pick<RoleAssignmentGateway, "listAll" | "listCopied">;
  readonly roles: Pick<RoleCatalog, "roles">;
  readonly directory: Pick<DirectoryGateway, "principalsIn">;
}

/** What the command that shows them works with. */
export type ReachDeps = ReachSearchDeps &
  WizardDeps & {
    readonly ui: Pick<AzextUi, "openReadOnly">;
    readonly revealRequests: Pick<RevealRequests, "request">;
  };
