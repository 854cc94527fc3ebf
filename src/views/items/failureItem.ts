import * as vscode from "vscode";
import type { AzureError } from "../../azure/azureError";
import type { Inventory } from "../../azure/inventory/inventory";
import type { FailureNode, TreeNode } from "../../ui/nodes";
import { describeFailure } from "../../ui/words/failure";
import { item, tooltip } from "./item";
import type { RowItem } from "../../ui/shown/tree";

const { None } = vscode.TreeItemCollapsibleState;

/** What tells why a listing failed. */
export type ListedInventory = Pick<Inventory, "state" | "subscription">;

/** A listing of the inventory that failed; choosing it tries again. */
export function failureItem(node: FailureNode, inventory: ListedInventory): RowItem {
  return brokenItem(node, failureSubject(node, inventory), failureOf(node, inventory));
}

/** Something that could not be listed; choosing it tries again. */
export function brokenItem(node: TreeNode, subject: string, error: AzureError | undefined): RowItem {
  const words = error && describeFailure(error);
  const made = item(node, subject, None);
  made.description = words?.what ?? "";
  made.contextValue = "failure refreshable";
  made.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  made.tooltip = tooltip([...new Set([subject, words?.what, words?.meaning, words?.advice, error?.answer?.message])]);
  made.command =
    error?.failure.reason === "notSignedIn"
      ? { command: "managedIdentities.signIn", title: vscode.l10n.t("Sign In"), arguments: [node] }
      : { command: "managedIdentities.refreshNode", title: vscode.l10n.t("Try Again"), arguments: [node] };
  made.accessibilityInformation = {
    label: vscode.l10n.t("{subject}. {reason} Press Enter to try again.", { subject, reason: words?.what ?? "" }),
  };
  return made;
}

function failureOf({ subscriptionKey, source }: FailureNode, inventory: ListedInventory): AzureError | undefined {
  const { state } = inventory;
  if (subscriptionKey !== undefined) {
    const listings = Object.entries(inventory.subscription(subscriptionKey)?.listings ?? {});
    const listing = listings.find(([kind]) => kind === source)?.[1];
    return listing?.kind === "failed" ? listing.error : undefined;
  }
  if (state.kind === "failed") {
    return state.error;
  }
  const failures = state.kind === "loaded" ? state.listing.failures : [];
  return failures.find(({ account, tenant }) => `${account.id}/${tenant?.tenantId ?? ""}` === source)?.error;
}

function failureSubject({ source }: FailureNode, inventory: ListedInventory): string {
  switch (source) {
    case "subscriptions":
      return vscode.l10n.t("Couldn't list your subscriptions");
    case "scaleSet":
      return vscode.l10n.t("Couldn't list scale sets");
    case "virtualMachine":
      return vscode.l10n.t("Couldn't list virtual machines");
    case "userAssignedIdentity":
      return vscode.l10n.t("Couldn't list user-assigned identities");
    default: {
      const { state } = inventory;
      const failures = state.kind === "loaded" ? state.listing.failures : [];
      const failure = failures.find(({ account, tenant }) => `${account.id}/${tenant?.tenantId ?? ""}` === source);
      const tenant = failure?.tenant;
      return vscode.l10n.t(
        "Couldn't read {0}",
        tenant?.displayName ?? tenant?.tenantId ?? failure?.account.label ?? source,
      );
    }
  }
}
