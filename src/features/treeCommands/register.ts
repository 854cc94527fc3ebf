import { type CommandTable, lazyCommands } from "../command";
import type { TreeCommandDeps } from "./deps";

/** The commands on the tree of resources, on what it shows, and on the settings. */
export function register(deps: TreeCommandDeps): CommandTable {
  const loadCopy = () => import("./copyId");
  const loadView = () => import("./filterAndGroup");
  const loadRefresh = () => import("./refresh");
  const loadSettings = () => import("./openSettings");
  return lazyCommands(deps, {
    copyPrincipalId: async () => (await loadCopy()).copyPrincipalId,
    copyClientId: async () => (await loadCopy()).copyClientId,
    copyResourceId: async () => (await loadCopy()).copyResourceId,
    openInPortal: async () => (await import("./openInPortal")).openInPortal,
    showProperties: async () => (await import("./showProperties")).showProperties,
    refresh: async () => (await loadRefresh()).refresh,
    refreshNode: async () => (await loadRefresh()).refreshNode,
    chooseSignIn: async () => (await import("./chooseSignIn")).chooseSignIn,
    runAzLogin: async () => (await import("./runAzLogin")).runAzLogin,
    openFromAzureResources: async () => (await import("./openFromAzureResources")).openFromAzureResources,
    removeSelected: async () => (await import("./removeSelected")).removeSelected,
    showInResources: async () => (await import("./showInResources")).showInResources,
    signIn: async () => (await import("./signIn")).signIn,
    filter: async () => (await loadView()).filter,
    clearFilter: async () => (await loadView()).clearFilter,
    filterIdentities: async () => (await loadView()).filterIdentities,
    clearIdentityFilter: async () => (await loadView()).clearIdentityFilter,
    groupByKind: async () => (await loadView()).groupByKind,
    groupByResourceGroup: async () => (await loadView()).groupByResourceGroup,
    openSettings: async () => (await loadSettings()).openSettings,
    openSubscriptionFilter: async () => (await loadSettings()).openSubscriptionFilter,
  });
}
