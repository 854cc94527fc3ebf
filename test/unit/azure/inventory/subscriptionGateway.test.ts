import { describe, expect, it } from "vitest";
import type { SignIn } from "../../../../src/azure/accounts";
import { AzureError } from "../../../../src/azure/azureError";
import { createAzure } from "../../../../src/azure/createAzure";
import { subscriptions, subscriptionSeeds, tenants } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never } from "../emulated";

const get = emulatedAzure({ pageSize: 2 });
const list = (signal = never()) => get().azure.subscriptions.list(signal);

/** The emulator's sign-in with some of it done otherwise. */
function listingWith(changed: Partial<SignIn>, cloud = get().cloud) {
  const signIn = { ...get().signIn, ...changed };
  return createAzure({ cloud, signIn, selectedSubscriptions: () => [] }).subscriptions.list(never());
}

describe("list", () => {
  it("gives the subscriptions of all tenants, over all pages, sorted by name", async () => {
    const { subscriptions: found, failures, hiddenByFilter } = await list();
    const expected = subscriptionSeeds.toSorted((left, right) => left.displayName.localeCompare(right.displayName));
    expect(found.map(({ subscriptionId, name, tenant }) => [subscriptionId, name, tenant.tenantId])).toEqual(
      expected.map(({ subscriptionId, displayName, tenantId }) => [subscriptionId, displayName, tenantId]),
    );
    expect(found[0]?.tenant).toMatchObject({
      displayName: "Contoso",
      account: { id: expect.stringMatching(/^environment/) },
    });
    expect({ failures, hiddenByFilter }).toEqual({ failures: [], hiddenByFilter: 0 });
  });

  it("honours the user's filter and counts what it hides", async () => {
    get().filter = [`${tenants.contoso.toUpperCase()}/${subscriptions.staging.toUpperCase()}`, "left-over"];
    const { subscriptions: found, hiddenByFilter } = await list();
    get().filter = [];
    expect(found.map(({ subscriptionId }) => subscriptionId)).toEqual([subscriptions.staging]);
    expect(hiddenByFilter).toBe(subscriptionSeeds.length - 1);
  });

  it("tells of a tenant that fails, and shows the others", async () => {
    const broken: SignIn["credentialFor"] = (tenant) =>
      tenant.tenantId === tenants.fabrikam
        ? { getToken: () => Promise.resolve(null) }
        : get().signIn.credentialFor(tenant);
    const { subscriptions: found, failures } = await listingWith({ credentialFor: broken });
    expect(found.every(({ tenant }) => tenant.tenantId === tenants.contoso)).toBe(true);
    expect(found).toHaveLength(4);
    expect(failures).toMatchObject([
      {
        tenant: { tenantId: tenants.fabrikam },
        error: { failure: { reason: "notSignedIn", tenantId: tenants.fabrikam } },
      },
    ]);
  });

  it("tells of an account whose tenants cannot be read, and shows the others'", async () => {
    const accounts = [{ id: "bad", label: "Bad" }, ...(await get().signIn.getAccounts())];
    const { subscriptions: found, failures } = await listingWith({
      getAccounts: () => Promise.resolve(accounts),
      getTenantsForAccount: (account, signal) =>
        account.id === "bad"
          ? Promise.reject(new TypeError("broken"))
          : get().signIn.getTenantsForAccount(account, signal),
    });
    expect(found).toHaveLength(subscriptionSeeds.length);
    expect(failures).toMatchObject([
      { tenant: undefined, account: { id: "bad" }, error: { failure: { reason: "badAnswer" } } },
    ]);
  });

  it("shows a subscription once, though two accounts see it", async () => {
    const [account] = await get().signIn.getAccounts();
    const accounts = account === undefined ? [] : [account, { ...account, id: "second" }];
    const { subscriptions: found } = await listingWith({ getAccounts: () => Promise.resolve(accounts) });
    expect(found).toHaveLength(subscriptionSeeds.length);
    expect(new Set(found.map(({ tenant }) => tenant.account.id))).toEqual(new Set([account?.id]));
  });

  it("tells the directory that owns a subscription from the tenant that it is seen through", async () => {
    const delegated = { subscriptionId: subscriptions.production, tenantId: "customer" };
    const value = [delegated, { subscriptionId: subscriptions.staging }];
    get().emulator.control.inject({ path: /^\/subscriptions\?/, status: 200, body: { value }, times: 2 });
    const { subscriptions: found } = await list();
    expect(new Map(found.map((each) => [each.subscriptionId, each.ownerTenantId]))).toEqual(
      new Map([
        [subscriptions.production, "customer"],
        [subscriptions.staging, found[0]?.tenant.tenantId],
      ]),
    );
    expect(found.map(({ tenant }) => tenant.tenantId)).not.toContain("customer");
  });

  it("leaves out items that are no subscriptions", async () => {
    const value = [null, {}, { subscriptionId: 7 }, { subscriptionId: subscriptions.production, tenantId: 9 }];
    get().emulator.control.inject({ path: /^\/subscriptions\?/, status: 200, body: { value }, times: 2 });
    const { subscriptions: found } = await list();
    expect(found).toMatchObject([{ subscriptionId: subscriptions.production, name: subscriptions.production }]);
  });

  it("says that nobody is signed in", async () => {
    const failure = await failureOf(listingWith({ getAccounts: () => Promise.resolve([]) }));
    expect(failure).toEqual({ reason: "notSignedIn", tenantId: undefined });
  });

  it("fails as a whole where a setting is not usable, and where it is cancelled", async () => {
    const cloud = (): never => {
      throw new AzureError({ reason: "badSettings", setting: "s", detail: "missing" });
    };
    expect(await failureOf(listingWith({}, cloud))).toMatchObject({ reason: "badSettings" });
    expect(await failureOf(list(AbortSignal.abort()))).toEqual({ reason: "cancelled", sent: false });
  });

  it("asks for one token a tenant, however many subscriptions are read afterwards", async () => {
    let tokens = 0;
    const counted: SignIn = {
      ...get().signIn,
      credentialFor: (tenant) => {
        const credential = get().signIn.credentialFor(tenant);
        return {
          getToken: (...args) => {
            tokens += 1;
            return credential.getToken(...args);
          },
        };
      },
    };
    const azure = createAzure({ cloud: get().cloud, signIn: counted, selectedSubscriptions: () => [] });
    const { subscriptions: found } = await azure.subscriptions.list(never());
    await Promise.all(found.map((each) => azure.identities.listLocations(each, never())));
    expect(tokens).toBe(2);
  });
});
