import * as vscode from "vscode";
import type { FederatedCredential } from "../../azure/identities/federatedCredential";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { TreeNode } from "../../ui/nodes";
import { describeFederatedCount } from "../../ui/words/federated";
import { brokenItem } from "../items/failureItem";
import { item, tooltip } from "../items/item";
import type { RowItem } from "../../ui/shown/tree";
import { inARow } from "../../ui/words/inARow";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** The federated credentials of an identity, which are listed when it is opened. */
export function federatedGroupItem(node: TreeNode, known: FederatedListing | undefined): RowItem {
  const label = vscode.l10n.t("Federated credentials");
  const count = known?.kind === "read" ? known.value.length : undefined;
  const made = item(node, label, Collapsed);
  made.description = count === undefined ? "" : String(count);
  made.contextValue = "federatedCredentials refreshable";
  made.iconPath = new vscode.ThemeIcon("link");
  made.tooltip = vscode.l10n.t("Workloads outside Azure that can act as this identity without a secret");
  made.accessibilityInformation = {
    label: count === undefined ? label : inARow([label, describeFederatedCount(count)]),
  };
  return made;
}

/** One federated credential, with whom it trusts. */
export function federatedCredentialItem(node: TreeNode, credential: FederatedCredential): RowItem {
  const { name, subject, issuer, audiences, id } = credential;
  const made = item(node, name, None);
  made.description = subject;
  made.contextValue = "federatedCredential";
  made.iconPath = new vscode.ThemeIcon("key");
  made.tooltip = tooltip([
    vscode.l10n.t("Federated credential {0}", name),
    vscode.l10n.t("Issuer {0}", issuer),
    vscode.l10n.t("Subject {0}", subject),
    vscode.l10n.t("Audience {0}", audiences.join(", ")),
    id,
  ]);
  made.accessibilityInformation = {
    label: vscode.l10n.t("{credential}, federated credential, issuer {issuer}, subject {subject}", {
      credential: name,
      issuer,
      subject,
    }),
  };
  return made;
}

/** The federated credentials could not be listed. */
export function federatedFailureItem(node: TreeNode, known: FederatedListing | undefined): RowItem {
  const error = known?.kind === "failed" ? known.error : undefined;
  return brokenItem(node, vscode.l10n.t("Couldn't list federated credentials"), error);
}
