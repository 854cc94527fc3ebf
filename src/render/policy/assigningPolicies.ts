import type { ComputeResourceKind } from "../../identity/computeResourceType";
import { isBlocked } from "../../identity/plan";
import { parseResourceId, resourceIdKey, resourceName } from "../../identity/resourceId";
import { changeComments } from "../changeComments";
import { grouped } from "../grouped";
import type { Operation, PlannedChange } from "../operation";
import { RenderError } from "../renderError";
import type { RenderOptions } from "../renderOptions";
import { type Json, policyDefinition } from "./policyDefinition";

/** A policy to be defined and assigned in a subscription. */
export interface AssigningPolicy {
  /** Of the definition and of its assignment. */
  readonly name: string;
  readonly definition: Json;
  /** The values of its parameters. */
  readonly values: Readonly<Record<string, readonly string[] | string>>;
  readonly title: string;
}

/** What assigning changes are as policies, and what has to be known of them. */
export interface AssigningPolicies {
  readonly comments: readonly string[];
  readonly policies: readonly AssigningPolicy[];
}

/**
 * The changes that assign user-assigned identities and do nothing else, as policies: one for each kind of resource and set of identities, on the
 * resource groups of the resources. A policy cannot take away, and a deployment reaches one subscription.
 * @throws RenderError `notAResourceId`
 */
export function assigningPolicies(operations: readonly Operation[], { words }: RenderOptions): AssigningPolicies {
  const changes = operations.filter((operation) => operation.kind === "changeIdentities");
  const meant = changes.filter((change) => !change.plan.isNoOp);
  const fit = meant.filter(assignsOnly);
  const subscriptions = new Map(fit.map((change) => [placeOf(change).subscriptionId.toLowerCase(), placeOf(change)]));
  const [subscription, another] = subscriptions.values();
  const comments = [
    ...changes.flatMap((change) => changeComments(change, words)),
    ...(fit.length < operations.length - (changes.length - meant.length) ? [words.policyOnlyAssigns] : []),
  ];
  if (subscription === undefined || another !== undefined) {
    return { comments: [...comments, ...(another === undefined ? [] : [words.policyOneSubscription])], policies: [] };
  }
  const groups = grouped(fit, (change) =>
    [change.resource.kind, ...assignedIds(change).map(resourceIdKey).sort()].join(" "),
  );
  const identities = [...new Map(fit.flatMap(assignedIds).map((id) => [resourceIdKey(id), id])).values()];
  return {
    comments: [
      ...comments,
      words.policyScope(subscription.subscriptionId, [...new Set(fit.map((change) => placeOf(change).resourceGroup))]),
      words.policyRoles(identities),
      words.policyRaces,
    ],
    policies: groups.flatMap((same) => {
      const [first] = same;
      return first === undefined ? [] : [policyOf(first, same, words)];
    }),
  };
}

function policyOf(
  first: PlannedChange,
  same: readonly PlannedChange[],
  words: RenderOptions["words"],
): AssigningPolicy {
  const ids = assignedIds(first);
  const { kind } = first.resource;
  const title = words.policyTitle(kind, ids.map(resourceName));
  const resourceGroups = [...new Set(same.map((change) => placeOf(change).resourceGroup.toLowerCase()))];
  return {
    name: nameOf(kind, ids),
    title,
    definition: policyDefinition(kind, ids.length, title),
    values: { ...Object.fromEntries(ids.map((id, at) => [`identityId${at + 1}`, id])), resourceGroups },
  };
}

/** Whether any of it can be said as a policy. */
export const canBePolicy = (operations: readonly Operation[]): boolean =>
  operations.some((operation) => operation.kind === "changeIdentities" && assignsOnly(operation));

function assignsOnly({ plan }: PlannedChange): boolean {
  const { systemAssigned, assigned, removed } = plan.difference;
  return !isBlocked(plan) && assigned.length > 0 && removed.length === 0 && systemAssigned === "unchanged";
}

const assignedIds = ({ plan }: PlannedChange): readonly string[] => plan.difference.assigned.map(({ id }) => id);

function placeOf({ resourceId }: PlannedChange) {
  const place = parseResourceId(resourceId);
  if (place === undefined) {
    throw new RenderError("notAResourceId", resourceId);
  }
  return place;
}

const SHORT: Readonly<Record<ComputeResourceKind, string>> = { virtualMachine: "vm", scaleSet: "vmss" };

/** The same for the same identities, and no longer than the 24 letters that an assignment's name may have at a management group. */
function nameOf(kind: ComputeResourceKind, ids: readonly string[]): string {
  return `identities-${SHORT[kind]}-${fingerprint(ids.map(resourceIdKey).sort().join("\n"))}`;
}

/** FNV-1a with 32 bits, as eight hexadecimal digits. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, "0");
}
