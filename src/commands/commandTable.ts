import type { App } from "../ui/app";
import { addFederatedCredential } from "./addFederatedCredential";
import { addToGroup } from "./addToGroup";
import { assignUserAssigned } from "./assignUserAssigned";
import { batchChangeShown } from "./batchChangeShown";
import { copyChangeAs, showChangeAs } from "./copyChangeAs";
import { copyAccessRequest } from "./copyAccessRequest";
import { copyRecordedChangeAs, showRecordedChangeAs } from "./copyRecordedChangeAs";
import { copyClientId, copyPrincipalId, copyResourceId } from "./copyId";
import { createIdentity } from "./createIdentity";
import { createScaleSet } from "./createScaleSet";
import { createVirtualMachine } from "./createVirtualMachine";
import { deleteIdentity } from "./deleteIdentity";
import { disableSystemAssigned } from "./disableSystemAssigned";
import { enableOnInstances } from "./enableOnInstances";
import { enableSystemAssigned } from "./enableSystemAssigned";
import { clearFilter, filter } from "./filter";
import { findRetiredExtensions } from "./findRetiredExtensions";
import { grantAccess } from "./grantAccess";
import { groupByKind, groupByResourceGroup } from "./group";
import { listOrphanedRoleAssignments } from "./listOrphanedRoleAssignments";
import { openInPortal } from "./openInPortal";
import { openSettings, openSubscriptionFilter } from "./openSettings";
import { refresh, refreshNode } from "./refresh";
import { removeAccess } from "./removeAccess";
import { removeAllIdentities } from "./removeAllIdentities";
import { removeAllUserAssigned } from "./removeAllUserAssigned";
import { removeFederatedCredential } from "./removeFederatedCredential";
import { removeRetiredExtension } from "./removeRetiredExtension";
import { removeUserAssigned } from "./removeUserAssigned";
import { repairDeadReferences } from "./repairDeadReferences";
import { retryFailedChanges } from "./retryFailedChanges";
import { saveChangeRecord } from "./saveChangeRecord";
import { showChanges } from "./showChanges";
import { showGroups } from "./showGroups";
import { showImpact } from "./showImpact";
import { showProperties } from "./showProperties";
import { showUsage } from "./showUsage";
import { signIn } from "./signIn";
import { editTemplateIdentities } from "./templateEdit";
import { compareTemplateWithLive, importIntoTemplate, insertIntoTemplate } from "./templateLive";
import { undoChange, undoLastChange } from "./undoChange";
import { upgradeInstances } from "./upgradeInstances";

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
