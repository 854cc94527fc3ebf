import type { Subscription, Tenant } from "../accounts";
import { AzureError } from "../azureError";
import { resourceIdKey } from "../../identity/resourceId";
import { forEachBounded } from "../forEachBounded";
import { type RoleAssignment, type RoleAssignmentGateway, roleDefinitionKey } from "./roleAssignments";

/** Where role assignments come from: the copy of Azure Resource Graph, or the lists of each subscription. */
export type AssignmentSource = "copy" | "lists";

/** The role assignments of everything but users in a tenant. */
export interface GrantedInTenant {
  readonly assignments: readonly RoleAssignment[];
  readonly source: AssignmentSource;
  /** The subscriptions that could not be read; those of other subscriptions hide none. */
  readonly failures: readonly { readonly subscription: Subscription; readonly error: AzureError }[];
}

/** Subscriptions asked at the same time: far below ARM's bucket for reads (docs/azure-behaviour.md#resource-manager-limits). */
const AT_ONCE = 16;

/**
 * By one query; by a list of each of the subscriptions where that is not allowed, is refused, or leaves something out.
 * @param roleKeys only of these roles; of all where none are given
 * @throws AzureError `cancelled`
 */
export async function grantedInTenant(
  gateway: Pick<RoleAssignmentGateway, "listAll" | "listCopied">,
  {
    tenant,
    subscriptions,
    isCopyAllowed,
  }: {
    readonly tenant: Tenant;
    readonly subscriptions: readonly Subscription[];
    readonly isCopyAllowed: boolean;
  },
  roleKeys: readonly string[] | undefined,
  signal: AbortSignal,
  onDone: (done: number) => void = () => undefined,
): Promise<GrantedInTenant> {
  const copied = isCopyAllowed ? await copiedOf(gateway, tenant, roleKeys, signal) : undefined;
  if (copied !== undefined) {
    return { assignments: copied, source: "copy", failures: [] };
  }
  const wanted = roleKeys && new Set(roleKeys);
  const found = new Map<string, RoleAssignment>();
  const failures: { readonly subscription: Subscription; readonly error: AzureError }[] = [];
  let done = 0;
  await forEachBounded(subscriptions, AT_ONCE, async (subscription) => {
    try {
      for (const assignment of await gateway.listAll(subscription, signal)) {
        const isWanted = wanted?.has(roleDefinitionKey(assignment.roleDefinitionId)) ?? true;
        if (isWanted && assignment.principalType?.toLowerCase() !== "user") {
          found.set(resourceIdKey(assignment.id), assignment);
        }
      }
    } catch (error) {
      if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
        throw error;
      }
      failures.push({ subscription, error });
    }
    onDone(++done);
  });
  return { assignments: [...found.values()], source: "lists", failures };
}

async function copiedOf(
  gateway: Pick<RoleAssignmentGateway, "listCopied">,
  tenant: Tenant,
  roleKeys: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly RoleAssignment[] | undefined> {
  try {
    const { items, isWhole } = await gateway.listCopied(tenant, roleKeys, signal);
    return isWhole ? items : undefined;
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
      throw error;
    }
    return undefined;
  }
}
