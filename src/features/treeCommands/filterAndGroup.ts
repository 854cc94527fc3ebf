import * as vscode from "vscode";
import type { ViewDeps } from "./deps";
import { createInput } from "../../ui/shown/quickPick";

interface Filter {
  readonly text: string;
  set(text: string): void;
}

/** Filters a view while the user types. Escape brings back what the filter was before. */
async function typeFilter(filter: Filter, title: string, placeholder: string): Promise<void> {
  const before = filter.text;
  const input = createInput(title, placeholder);
  input.value = before;
  await new Promise<void>((resolve) => {
    let accepted = false;
    input.onDidChangeValue((value) => {
      filter.set(value.trim());
    });
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) {
        filter.set(before);
      }
      input.dispose();
      resolve();
    });
    input.show();
  });
}

/** Filters the resources. */
export const filter = ({ resourceFilter }: ViewDeps): Promise<void> =>
  typeFilter(
    resourceFilter,
    vscode.l10n.t("Filter resources"),
    vscode.l10n.t("Name, resource group, region, tag, or: no identity, system-assigned, dead reference, uses id-web"),
  );

/** Filters the user-assigned identities. */
export const filterIdentities = ({ identityFilter }: ViewDeps): Promise<void> =>
  typeFilter(
    identityFilter,
    vscode.l10n.t("Filter user-assigned identities"),
    vscode.l10n.t("Name, resource group, region, tag, or: unused, deleted, used by vm-web"),
  );

/** Shows every resource again. */
export function clearFilter({ resourceFilter }: ViewDeps): Promise<void> {
  resourceFilter.set("");
  return Promise.resolve();
}

/** Shows every user-assigned identity again. */
export function clearIdentityFilter({ identityFilter }: ViewDeps): Promise<void> {
  identityFilter.set("");
  return Promise.resolve();
}

/** Groups the resources of a subscription by kind. */
export const groupByKind = (deps: ViewDeps): Promise<void> => deps.treeSettings.setGrouping("kind");

/** Groups the resources of a subscription by resource group. */
export const groupByResourceGroup = (deps: ViewDeps): Promise<void> => deps.treeSettings.setGrouping("resourceGroup");
