import type { DirectoryGateway } from "../../azure/access/directory";
import type { OwnPermissions } from "../../azure/access/ownPermissions";
import type { RoleAssignmentGateway } from "../../azure/access/roleAssignments";
import type { RoleCatalog } from "../../azure/access/roleAssignmentsCatalog";
import type { Inventory } from "../../azure/inventory/inventory";
import type { AzextUi } from "../../ui/azextUi";
import type { ErrorLog } from "../../ui/errorBoundary";
import type { DirectoryDeps } from "../../ui/inDirectory";
import type { AccessPlaceDeps } from "../../ui/steps/accessPlaces";
import type { PrincipalDeps } from "../../ui/steps/accessTargets";
import type { RoleDeps } from "../../ui/steps/roleChoices";
import type { WizardDeps } from "../../ui/steps/targets";
import type { PermissionDeps } from "../changeIdentities/permissionCheck";
import type { CopyDeps } from "../copyAs/copyAs";
import type { AccessListDeps } from "../usage/impact";

/** What asking for a role and for where it is granted works with. */
export interface GrantStepDeps extends AccessPlaceDeps, RoleDeps {
  readonly inventory: Pick<Inventory, "subscriptions">;
}

/** What writing a role assignment works with. */
export interface GrantRoleDeps extends PermissionDeps, CopyDeps {
  readonly roleAssignments: Pick<RoleAssignmentGateway, "create">;
  readonly ui: Pick<AzextUi, "openReadOnly">;
}

/** What removing role assignments works with. */
export interface RemoveAssignmentsDeps {
  readonly inventory: Pick<Inventory, "subscriptions">;
  readonly roleAssignments: Pick<RoleAssignmentGateway, "remove">;
  readonly permissions: Pick<OwnPermissions, "reset">;
  readonly log: Pick<ErrorLog, "error">;
}

/** What reading and joining groups works with. */
export interface GroupDeps extends DirectoryDeps {
  readonly directory: Pick<DirectoryGateway, "addToGroup" | "findGroups" | "groupsOf">;
}

/** What looking for orphaned role assignments works with. */
export interface OrphanSearchDeps extends DirectoryDeps {
  readonly directory: Pick<DirectoryGateway, "existing">;
  readonly permissions: Pick<OwnPermissions, "self">;
  readonly roleAssignments: Pick<RoleAssignmentGateway, "listAll">;
  readonly roles: RoleCatalog;
}

/** What the command that grants access works with. */
export type GrantAccessDeps = PrincipalDeps & WizardDeps & GrantStepDeps & GrantRoleDeps;

/** What the command that removes access works with. */
export type RemoveAccessDeps = PrincipalDeps & WizardDeps & AccessListDeps & RemoveAssignmentsDeps;

/** What the commands on groups work with. */
export type GroupCommandDeps = PrincipalDeps & WizardDeps & GroupDeps;

/** What the command that lists orphaned role assignments works with. */
export type OrphanedDeps = OrphanSearchDeps &
  RemoveAssignmentsDeps &
  WizardDeps & { readonly inventory: Pick<Inventory, "load"> };

/** What the commands of this feature work with. */
export type AccessDeps = GrantAccessDeps & RemoveAccessDeps & GroupCommandDeps & OrphanedDeps;
