import { describe, expect, it } from "vitest";
import type { Subscription } from "../../../../src/azure/accounts";
import { chooseSubscriptions } from "../../../../src/azure/inventory/chooseSubscriptions";

function seen(subscriptionId: string, tenantId: string, ownerTenantId = tenantId, account = "a"): Subscription {
  const tenant = { tenantId, displayName: undefined, account: { id: account, label: account } };
  return { subscriptionId, name: `Name of ${subscriptionId}`, tenant, ownerTenantId };
}

function shown(sightings: readonly Subscription[], filter: readonly string[] = []) {
  const { subscriptions, hiddenByFilter } = chooseSubscriptions(sightings, filter);
  return {
    subscriptions: subscriptions.map(({ tenant, subscriptionId }) => `${tenant.tenantId}/${subscriptionId}`),
    hiddenByFilter,
  };
}

describe("chooseSubscriptions", () => {
  it("shows a subscription once, through the tenant that owns it", () => {
    const sightings = [seen("s1", "guest", "owner"), seen("S1", "OWNER", "owner"), seen("s1", "other", "owner")];
    expect(shown(sightings)).toEqual({ subscriptions: ["OWNER/S1"], hiddenByFilter: 0 });
  });

  it("shows it through the first tenant where the owner is not among those that see it", () => {
    expect(shown([seen("s1", "t2", "owner"), seen("s1", "t3", "owner")]).subscriptions).toEqual(["t2/s1"]);
  });

  it("keeps the first account where several see the same", () => {
    const { subscriptions } = chooseSubscriptions([seen("s1", "t", "t", "a"), seen("s1", "t", "t", "b")], []);
    expect(subscriptions.map(({ tenant }) => tenant.account.id)).toEqual(["a"]);
  });

  it("sorts by name", () => {
    expect(shown([seen("s2", "t"), seen("s1", "t")]).subscriptions).toEqual(["t/s1", "t/s2"]);
  });

  it("compares the filter without case and counts what it hides", () => {
    const sightings = [seen("s1", "t"), seen("s2", "t"), seen("s3", "t"), seen("s3", "guest", "t")];
    expect(shown(sightings, ["T/S1"])).toEqual({ subscriptions: ["t/s1"], hiddenByFilter: 2 });
  });

  it("shows a subscription through the tenant that the filter names, though another owns it", () => {
    const sightings = [seen("s1", "owner"), seen("s1", "guest", "owner")];
    expect(shown(sightings, ["guest/s1"])).toEqual({ subscriptions: ["guest/s1"], hiddenByFilter: 0 });
  });

  it("ignores entries without a tenant, which would hide everything", () => {
    expect(shown([seen("s1", "t")], ["s9", ""])).toEqual({ subscriptions: ["t/s1"], hiddenByFilter: 0 });
    expect(shown([seen("s1", "t")], ["s9", "t/s9"])).toEqual({ subscriptions: [], hiddenByFilter: 1 });
  });
});
