import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { IdentityDifference } from "../../identity/identityState";
import type { TreeNode } from "../../ui/nodes";
import { identityInShort, describeIdentity, formatKind, resourceAloud } from "../../ui/words/identity";
import { describeDeadCount, describeStaleCount } from "../../ui/words/usage";
import { retiredInShort, describeRetired } from "../../ui/words/retired";
import { inARow } from "../../ui/words/inARow";
import { describeBehind, differenceInShort, differenceLines } from "../../ui/words/scaleSets";
import type { ResourceWarning } from "../resourceWarnings";
import { formatTags } from "../../ui/words/tags";
import { describeWarningsBelow } from "../../ui/words/warnings";
import { item } from "./item";
import type { RowIcon } from "./resourceIcons";
import { copyResourceIdLink, portalLink } from "./links";
import { markWarnings } from "./markWarnings";
import type { RowItem } from "../../ui/shown/tree";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** What is known of a resource beside what it carries. */
export interface ResourceFacts {
  readonly hasChildren: boolean;
  readonly isBusy: boolean;
  readonly icon: RowIcon;
  readonly warning: ResourceWarning;
  /** How many instances of a Flexible scale set have a warning. */
  readonly warningsBelow: number;
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
  words.push(...(facts.warning.dead > 0 ? ["dead"] : []));
  words.push(...(facts.warning.stale > 0 ? ["stale"] : []));
  words.push(...(facts.warning.isRetired ? ["retired"] : []));
  words.push(...(facts.behindCount > 0 ? ["behind"] : []));
  return words.join(" ");
}

/** A virtual machine or scale set, with its identities in a few words. Where it is, its tooltip says. */
export function resourceItem(node: TreeNode, resource: ComputeResource, facts: ResourceFacts): RowItem {
  const { hasChildren, isBusy, difference, warning } = facts;
  const warnings = [
    warning.isRetired ? retiredInShort() : undefined,
    describeDeadCount(warning.dead),
    describeStaleCount(warning.stale),
  ].filter((mark) => mark !== undefined);
  const marks = [...warnings, describeBehind(facts.behindCount), difference && differenceInShort(difference)].filter(
    (mark) => mark !== undefined,
  );
  const made = item(node, resource.name, hasChildren ? Collapsed : None);
  made.iconPath = facts.icon;
  made.description = isBusy ? vscode.l10n.t("changing...") : inARow([...marks, identityInShort(resource)]);
  made.contextValue = resourceContext(resource, facts);
  made.hover = {
    title: resource.name,
    lines: [
      vscode.l10n.t("{kind} in {resourceGroup}, {place}", {
        kind: formatKind(resource),
        resourceGroup: resource.resourceGroup,
        place: resource.location,
      }),
      describeIdentity(resource),
      describeDeadCount(warning.dead),
      describeStaleCount(warning.stale),
      warning.isRetired ? describeRetired() : undefined,
      describeBehind(facts.behindCount),
      ...(difference === undefined ? [] : differenceLines(difference)),
      ...formatTags(resource.tags),
      resource.id,
    ],
    actions: [copyResourceIdLink(node), portalLink(node)],
  };
  const own = warning.isUnreadable ? [...warnings, describeIdentity(resource)] : warnings;
  markWarnings(made, node, own, facts.warningsBelow);
  made.accessibilityInformation = {
    label: inARow([resourceAloud(resource), ...marks, ...describeWarningsBelow(facts.warningsBelow)]),
  };
  return made;
}
