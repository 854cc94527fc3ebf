import type { Account, SignIn, Subscription, Tenant } from "../accounts";
import { AzureError } from "../azureError";
import { chooseSubscriptions } from "./chooseSubscriptions";
import { forEachBounded } from "../forEachBounded";
import type { SubscriptionGateway, TenantFailure } from "./subscriptions";
import { isWire, textMember } from "../../identity/wire";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "../http/armConnections";
import { listAll } from "../http/listPages";
import { toAzureError } from "../http/toAzureError";

/** Directories asked at the same time. */
const TENANTS_AT_ONCE = 8;

/** Lists subscriptions over all accounts and tenants; one that fails is told of and hides no other. */
export function createSubscriptionGateway(
  connections: ArmConnections,
  signIn: SignIn,
  selectedSubscriptions: () => readonly string[],
): SubscriptionGateway {
  return {
    list: async (signal) => {
      const accounts = await accountsOf(signIn, signal);
      const failures: TenantFailure[] = [];
      const tenants = await eachInOrder(accounts, async (account): Promise<readonly Tenant[]> => {
        try {
          return await signIn.getTenantsForAccount(account, signal);
        } catch (error) {
          failures.push({ tenant: undefined, account, error: failureOf(error, undefined, signal) });
          return [];
        }
      });
      const seen = await eachInOrder(tenants, async (tenant): Promise<readonly Subscription[]> => {
        try {
          return await listSubscriptions(connections, tenant, signal);
        } catch (error) {
          failures.push({ tenant, account: tenant.account, error: failureOf(error, tenant.tenantId, signal) });
          return [];
        }
      });
      return { ...chooseSubscriptions(seen, selectedSubscriptions()), failures };
    },
  };
}

async function accountsOf(signIn: SignIn, signal: AbortSignal): Promise<readonly Account[]> {
  try {
    const accounts = await signIn.getAccounts();
    if (accounts.length > 0) {
      return accounts;
    }
  } catch (error) {
    throw toAzureError(error, { tenantId: undefined, signal });
  }
  throw new AzureError({ reason: "notSignedIn", tenantId: undefined });
}

/** A failure of one directory; a cancellation, and a setting that no directory can work with, are failures of the whole. */
function failureOf(error: unknown, tenantId: string | undefined, signal: AbortSignal): AzureError {
  const failure = toAzureError(error, { tenantId, signal });
  if (AzureError.is(failure, "cancelled") || AzureError.is(failure, "badSettings")) {
    throw failure;
  }
  return failure;
}

async function eachInOrder<Item, Result>(
  items: readonly Item[],
  task: (item: Item) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: (readonly Result[])[] = items.map(() => []);
  await forEachBounded([...items.entries()], TENANTS_AT_ONCE, async ([index, item]) => {
    results[index] = await task(item);
  });
  return results.flat();
}

/** All that the service lists, disabled ones too: they can still be read, and the service refuses a write by itself. */
function listSubscriptions(connections: ArmConnections, tenant: Tenant, signal: AbortSignal): Promise<Subscription[]> {
  const path = `/subscriptions?api-version=${apiVersions.subscriptions}`;
  return listAll(connections.to(tenant), path, signal, (item) => {
    const subscriptionId = isWire(item) ? textMember(item, "subscriptionId") : undefined;
    if (!isWire(item) || subscriptionId === undefined) {
      return undefined;
    }
    const name = textMember(item, "displayName") ?? subscriptionId;
    return { subscriptionId, name, tenant, ownerTenantId: textMember(item, "tenantId") ?? tenant.tenantId };
  });
}
