import type { App } from "../ui/app";
import { addFederatedCredential } from "./federatedCredentials/addFederatedCredential";
import { addToGroup } from "./access/addToGroup";
import { assignUserAssigned } from "./changeIdentities/assignUserAssigned";
import { batchChangeShown } from "./changeIdentities/batchChangeShown";
import { copyChangeAs, showChangeAs } from "./copyAs/copyChangeAs";
import { copyAccessRequest } from "./changeIdentities/copyAccessRequest";
import { copyRecordedChangeAs, showRecordedChangeAs } from "./history/copyRecordedChangeAs";
import { copyClientId, copyPrincipalId, copyResourceId } from "./treeCommands/copyId";
import { createIdentity } from "./identities/createIdentityCommand";
import { createScaleSet } from "./createMachine/createScaleSet";
import { createVirtualMachine } from "./createMachine/createVirtualMachine";
import { deleteIdentity } from "./identities/deleteIdentityCommand";
import { disableSystemAssigned } from "./changeIdentities/disableSystemAssigned";
import { enableOnInstances } from "./scaleSets/enableOnInstances";
import { enableSystemAssigned } from "./changeIdentities/enableSystemAssigned";
import { clearFilter, filter } from "./treeCommands/filter";
import { findRetiredExtensions } from "./retiredExtension/findRetiredExtensions";
import { grantAccess } from "./access/grantAccess";
import { groupByKind, groupByResourceGroup } from "./treeCommands/group";
import { listOrphanedRoleAssignments } from "./access/listOrphanedRoleAssignments";
import { openInPortal } from "./treeCommands/openInPortal";
import { openSettings, openSubscriptionFilter } from "./treeCommands/openSettings";
import { refresh, refreshNode } from "./treeCommands/refresh";
import { removeAccess } from "./access/removeAccess";
import { removeAllIdentities } from "./changeIdentities/removeAllIdentities";
import { removeAllUserAssigned } from "./changeIdentities/removeAllUserAssigned";
import { removeFederatedCredential } from "./federatedCredentials/removeFederatedCredential";
import { removeRetiredExtension } from "./retiredExtension/removeRetiredExtension";
import { removeUserAssigned } from "./changeIdentities/removeUserAssigned";
import { repairDeadReferences } from "./identities/repairDeadReferences";
import { retryFailedChanges } from "./history/retryFailedChanges";
import { saveChangeRecord } from "./history/saveChangeRecord";
import { showChanges } from "./history/showChanges";
import { showGroups } from "./access/showGroups";
import { showImpact } from "./usage/showImpact";
import { showProperties } from "./treeCommands/showProperties";
import { showUsage } from "./usage/showUsage";
import { signIn } from "./treeCommands/signIn";
import { editTemplateIdentities } from "./templates/templateEdit";
import { compareTemplateWithLive, importIntoTemplate, insertIntoTemplate } from "./templates/templateLive";
import { undoChange, undoLastChange } from "./history/undoChange";
import { upgradeInstances } from "./scaleSets/upgradeInstances";

/** What runs when a command is called; `args` are whatever the caller gives. */
export type Command = (app: App, ...args: readonly unknown[]) => Promise<void>;

/** Every command by the end of its id. */
export const commands: Readonly<Record<string, Command>> = {
  enableSystemAssigned,
  disableSystemAssigned,
  assignUserAssigned,
  removeUserAssigned,
  removeAllUserAssigned,
  removeAllIdentities,
  batchChangeShown,
  undoLastChange,
  undoChange,
  retryFailedChanges,
  saveChangeRecord,
  showChanges,
  createIdentity,
  deleteIdentity,
  showUsage,
  addFederatedCredential,
  removeFederatedCredential,
  repairDeadReferences,
  copyPrincipalId,
  copyClientId,
  copyResourceId,
  copyAccessRequest,
  showImpact,
  grantAccess,
  removeAccess,
  listOrphanedRoleAssignments,
  showGroups,
  addToGroup,
  copyChangeAs,
  showChangeAs,
  copyRecordedChangeAs,
  showRecordedChangeAs,
  openInPortal,
  showProperties,
  refresh,
  refreshNode,
  signIn,
  filter,
  clearFilter,
  groupByKind,
  groupByResourceGroup,
  createVirtualMachine,
  createScaleSet,
  upgradeInstances,
  enableOnInstances,
  findRetiredExtensions,
  removeRetiredExtension,
  editTemplateIdentities,
  importIntoTemplate,
  compareTemplateWithLive,
  insertIntoTemplate,
  openSettings,
  openSubscriptionFilter,
};
