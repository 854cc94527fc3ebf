import type { App } from "../ui/app";
import type { Command } from "./command";
import { addFederatedCredential } from "./federatedCredentials/addFederatedCredential";
import { addToGroup } from "./access/addToGroup";
import { copyChangeAs, showChangeAs } from "./copyAs/copyChangeAs";
import { copyClientId, copyPrincipalId, copyResourceId } from "./treeCommands/copyId";
import { createIdentity } from "./identities/createIdentityCommand";
import { createScaleSet } from "./createMachine/createScaleSet";
import { createVirtualMachine } from "./createMachine/createVirtualMachine";
import { deleteIdentity } from "./identities/deleteIdentityCommand";
import { enableOnInstances } from "./scaleSets/enableOnInstances";
import { clearFilter, filter } from "./treeCommands/filter";
import { findRetiredExtensions } from "./retiredExtension/findRetiredExtensions";
import { grantAccess } from "./access/grantAccess";
import { groupByKind, groupByResourceGroup } from "./treeCommands/group";
import { listOrphanedRoleAssignments } from "./access/listOrphanedRoleAssignments";
import { openInPortal } from "./treeCommands/openInPortal";
import { openSettings, openSubscriptionFilter } from "./treeCommands/openSettings";
import { refresh, refreshNode } from "./treeCommands/refresh";
import { removeAccess } from "./access/removeAccess";
import { removeFederatedCredential } from "./federatedCredentials/removeFederatedCredential";
import { removeRetiredExtension } from "./retiredExtension/removeRetiredExtension";
import { registerProvider } from "./providers/registerProvider";
import { repairDeadReferences } from "./identities/repairDeadReferences";
import { showGroups } from "./access/showGroups";
import { showImpact } from "./usage/showImpact";
import { showProperties } from "./treeCommands/showProperties";
import { showUsage } from "./usage/showUsage";
import { signIn } from "./treeCommands/signIn";
import { editTemplateIdentities } from "./templates/templateEdit";
import { compareTemplateWithLive, importIntoTemplate, insertIntoTemplate } from "./templates/templateLive";
import { upgradeInstances } from "./scaleSets/upgradeInstances";

/** The commands of the features that register none themselves, by the end of their IDs. */
export const commands: Readonly<Record<string, Command<App>>> = {
  createIdentity,
  deleteIdentity,
  showUsage,
  addFederatedCredential,
  removeFederatedCredential,
  repairDeadReferences,
  copyPrincipalId,
  copyClientId,
  copyResourceId,
  registerProvider,
  showImpact,
  grantAccess,
  removeAccess,
  listOrphanedRoleAssignments,
  showGroups,
  addToGroup,
  copyChangeAs,
  showChangeAs,
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
