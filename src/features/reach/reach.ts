import { setImmediate as nextTurn } from "node:timers/promises";
import type { RoleAssignment } from "../../azure/access/roleAssignments";
import { roleDefinitionKey } from "../../azure/access/roleAssignments";
import type { Subscription } from "../../azure/accounts";
import type { ComputeResource } from "../../azure/compute/computeResource";
import type { SubscriptionInventory } from "../../azure/inventory/subscriptionInventory";
import { readState } from "../../identity/readIdentity";
import { resourceIdKey } from "../../identity/resourceId";

/** A group through which a principal has a role. */
export interface ReachGroup {
  readonly id: string;
  /** The principals in it, also through groups within it, in small letters; undefined where they may not be read. */
  readonly principals: readonly string[] | undefined;
}

/** That a resource can act in a role on a scope, through one of its identities. */
export interface Reach {
  readonly resource: ComputeResource;
  readonly subscription: Subscription;
  /** The user-assigned identity by its id in the resource's spelling; undefined for the system-assigned one. */
  readonly identityId: string | undefined;
  readonly principalId: string;
  readonly assignment: RoleAssignment;
  readonly roleKey: string;
  /** The group that has the role; undefined where the identity itself has it. */
  readonly groupId: string | undefined;
}

/** What reach follows from. */
export interface ReachFacts {
  readonly subscriptions: readonly SubscriptionInventory[];
  /** Of the roles that are asked about. */
  readonly assignments: readonly RoleAssignment[];
  readonly groups: readonly ReachGroup[];
  /** The principal of a user-assigned identity as its own listing tells. */
  readonly principalOf: (identityId: string) => string | undefined;
}

/** What was found, and the ids of identities that nothing tells the principal of: what those can do is not known. */
export interface ReachFound {
  readonly reaches: readonly Reach[];
  readonly unknown: readonly string[];
}

/** Work is laid down after so long, milliseconds: well below what a user notices. */
const TURN_MS = 8;
/** How many resources are looked at between two looks at the clock. */
const RESOURCES_A_LOOK = 256;

interface Granted {
  readonly assignment: RoleAssignment;
  readonly roleKey: string;
  readonly groupId: string | undefined;
}

/**
 * Which resources can act in which of the roles, through which identity. An identity that was deleted and created again is taken for both: what a resource
 * carries, and what its name stands for now. In short turns, whatever the size of the estate. @throws the signal's reason
 */
export async function reachOf(facts: ReachFacts, signal: AbortSignal): Promise<ReachFound> {
  const granted = grantedTo(facts);
  const listedPrincipals = new Map<string, string | undefined>();
  const listed = (key: string, id: string): string | undefined => {
    if (!listedPrincipals.has(key)) {
      listedPrincipals.set(key, facts.principalOf(id)?.toLowerCase());
    }
    return listedPrincipals.get(key);
  };
  const found: Reach[] = [];
  const unknown = new Map<string, string>();
  let began = performance.now();
  let looked = 0;
  for (const { subscription, resources } of facts.subscriptions) {
    for (const resource of resources.values()) {
      if (++looked % RESOURCES_A_LOOK === 0 && performance.now() - began > TURN_MS) {
        await nextTurn();
        signal.throwIfAborted();
        began = performance.now();
      }
      const state = readState(resource.identity);
      const system = state?.systemAssigned?.principalId?.toLowerCase();
      const add = (principalId: string | undefined, identityId: string | undefined): void => {
        for (const each of granted.get(principalId ?? "") ?? []) {
          found.push({ resource, subscription, identityId, principalId: principalId ?? "", ...each });
        }
      };
      add(system, undefined);
      for (const { id, principalId } of state?.userAssigned ?? []) {
        const carried = principalId?.toLowerCase();
        const now = listed(resourceIdKey(id), id);
        if (carried === undefined && now === undefined) {
          unknown.set(resourceIdKey(id), id);
        }
        add(carried, id);
        if (now !== carried) {
          add(now, id);
        }
      }
    }
  }
  return { reaches: found, unknown: [...unknown.values()] };
}

/** What each principal was granted, itself or through a group. */
function grantedTo({ assignments, groups }: ReachFacts): ReadonlyMap<string, readonly Granted[]> {
  const byPrincipal = new Map<string, Granted[]>();
  const members = new Map(groups.map(({ id, principals }) => [id.toLowerCase(), principals ?? []]));
  const put = (principal: string, granted: Granted): void => {
    const known = byPrincipal.get(principal);
    if (known === undefined) {
      byPrincipal.set(principal, [granted]);
    } else {
      known.push(granted);
    }
  };
  for (const assignment of assignments) {
    const principal = assignment.principalId.toLowerCase();
    const roleKey = roleDefinitionKey(assignment.roleDefinitionId);
    put(principal, { assignment, roleKey, groupId: undefined });
    for (const member of members.get(principal) ?? []) {
      put(member, { assignment, roleKey, groupId: assignment.principalId });
    }
  }
  return byPrincipal;
}
