import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/computeResource";
import type { TreeNode } from "../../ui/nodes";
import { identityInShort, identityInWords, kindInWords, resourceAloud } from "../../ui/words/identity";
import { deadCountInWords } from "../../ui/words/usage";
import { item, tooltip } from "./item";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** What is known of a resource beside what it carries. */
export interface ResourceFacts {
  readonly hasChildren: boolean;
  readonly isBusy: boolean;
  /** How many identities it lists that no longer exist. */
  readonly deadCount: number;
}

function resourceContext(resource: ComputeResource, { deadCount }: ResourceFacts): string {
  const { identity } = resource;
  const words = ["resource", resource.kind, "refreshable"];
  if (identity.kind === "state") {
    const { systemAssigned, userAssigned } = identity.state;
    words.push(systemAssigned ? "systemOn" : "systemOff");
    words.push(...(userAssigned.length > 0 ? ["userSome"] : []));
    words.push(...(systemAssigned || userAssigned.length > 0 ? ["someIdentity"] : []));
  }
  words.push(...(deadCount > 0 ? ["dead"] : []));
  return words.join(" ");
}

/** The icon of a resource, which turns while a change is running on it. */
export function resourceIcon({ kind }: ComputeResource, isBusy: boolean): vscode.ThemeIcon {
  return new vscode.ThemeIcon(isBusy ? "loading~spin" : kind === "virtualMachine" ? "vm" : "layers");
}

/** A virtual machine or scale set, with its region and its identities in a few words. */
export function resourceItem(node: TreeNode, resource: ComputeResource, facts: ResourceFacts): vscode.TreeItem {
  const { hasChildren, isBusy } = facts;
  const dead = deadCountInWords(facts.deadCount);
  const made = item(node, resource.name, hasChildren ? Collapsed : None);
  made.iconPath = resourceIcon(resource, isBusy);
  made.description = isBusy
    ? vscode.l10n.t("changing...")
    : [dead, identityInShort(resource), resource.location].filter((part) => part !== undefined).join(", ");
  made.contextValue = resourceContext(resource, facts);
  made.tooltip = tooltip([
    resource.name,
    vscode.l10n.t("{0} in {1}, {2}", kindInWords(resource), resource.resourceGroup, resource.location),
    identityInWords(resource),
    dead,
    resource.id,
  ]);
  const aloud = resourceAloud(resource);
  made.accessibilityInformation = { label: dead === undefined ? aloud : vscode.l10n.t("{0}, {1}", aloud, dead) };
  return made;
}
