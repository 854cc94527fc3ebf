import type { App } from "../../ui/app";

/** Groups the resources of a subscription by kind. */
export const groupByKind = (app: App): Promise<void> => app.treeSettings.setGrouping("kind");

/** Groups the resources of a subscription by resource group. */
export const groupByResourceGroup = (app: App): Promise<void> => app.treeSettings.setGrouping("resourceGroup");
