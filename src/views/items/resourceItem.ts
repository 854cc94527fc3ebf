import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { IdentityDifference } from "../../identity/identityState";
import type { TreeNode } from "../../ui/nodes";
import { identityInShort, describeIdentity, formatKind, resourceAloud } from "../../ui/words/identity";
import { describeDeadCount, describeStaleCount } from "../../ui/words/usage";
import { retiredInShort, describeRetired } from "../../ui/words/retired";
import { describeBehind, differenceInShort, differenceLines } from "../../ui/words/scaleSets";
import { item, tooltip } from "./item";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** What is known of a resource beside what it carries. */
export interface ResourceFacts {
  readonly hasChildren: boolean;
  readonly isBusy: boolean;
  /** How many identities it lists that no longer exist. */
  readonly deadCount: number;
  /** How many identities that it lists have been created again since. */
  readonly staleCount: number;
  readonly isRetired: boolean;
  /** How many instances are known not to run the latest model. */
  readonly behindCount: number;
  /** How an instance of a Flexible scale set differs from its set. */
  readonly difference: IdentityDifference | undefined;
}

function resourceContext(resource: ComputeResource, facts: ResourceFacts): string {
  const { identity } = resource;
  const words = ["resource", resource.kind, "refreshable"];
  if (resource.kind === "scaleSet") {
    words.push(resource.orchestrationMode.toLowerCase());
  }
  if (identity.kind === "state") {
    const { systemAssigned, userAssigned } = identity.state;
    words.push(systemAssigned ? "systemOn" : "systemOff");
    words.push(...(userAssigned.length > 0 ? ["userSome"] : []));
    words.push(...(systemAssigned || userAssigned.length > 0 ? ["someIdentity"] : []));
  }
  words.push(...(facts.deadCount > 0 ? ["dead"] : []));
  words.push(...(facts.staleCount > 0 ? ["stale"] : []));
  words.push(...(facts.isRetired ? ["retired"] : []));
  words.push(...(facts.behindCount > 0 ? ["behind"] : []));
  return words.join(" ");
}

/** The icon of a resource, which turns while a change is running on it. */
export function resourceIcon({ kind }: ComputeResource, isBusy: boolean): vscode.ThemeIcon {
  return new vscode.ThemeIcon(isBusy ? "loading~spin" : kind === "virtualMachine" ? "vm" : "layers");
}

/** A virtual machine or scale set, with its region and its identities in a few words. */
export function resourceItem(node: TreeNode, resource: ComputeResource, facts: ResourceFacts): vscode.TreeItem {
  const { hasChildren, isBusy, difference } = facts;
  const marks = [
    facts.isRetired ? retiredInShort() : undefined,
    describeDeadCount(facts.deadCount),
    describeStaleCount(facts.staleCount),
    describeBehind(facts.behindCount),
    difference && differenceInShort(difference),
  ].filter((mark) => mark !== undefined);
  const made = item(node, resource.name, hasChildren ? Collapsed : None);
  made.iconPath = resourceIcon(resource, isBusy);
  made.description = isBusy
    ? vscode.l10n.t("changing...")
    : [...marks, identityInShort(resource), resource.location].join(", ");
  made.contextValue = resourceContext(resource, facts);
  made.tooltip = tooltip([
    resource.name,
    vscode.l10n.t("{0} in {1}, {2}", formatKind(resource), resource.resourceGroup, resource.location),
    describeIdentity(resource),
    describeDeadCount(facts.deadCount),
    describeStaleCount(facts.staleCount),
    facts.isRetired ? describeRetired() : undefined,
    describeBehind(facts.behindCount),
    ...(difference === undefined ? [] : differenceLines(difference)),
    resource.id,
  ]);
  made.accessibilityInformation = { label: [resourceAloud(resource), ...marks].join(", ") };
  return made;
}
