import { describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import type { RoleAssignment } from "../../../../src/azure/access/roleAssignments";
import { RoleCatalog } from "../../../../src/azure/access/roleAssignmentsCatalog";
import { distinctSubscriptions, listOverSubscriptions } from "../../../../src/azure/access/roleAssignmentsOfTenant";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions, tenants } from "../../../emulator/src/estate/places";
import { emulatedAzure, errorOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const everywhere = Object.values(subscriptions).map((id) => subscriptionOf(id));
const contoso = distinctSubscriptions(everywhere, tenants.contoso);
const { principalId } = idsOf(identities.telemetry);

function listing(list = (subscription: (typeof contoso)[number]) => ofPrincipal(subscription)) {
  return listOverSubscriptions(contoso, list, new RoleCatalog(get().azure.roleAssignments), never());
}

const ofPrincipal = (subscription: (typeof contoso)[number]) =>
  get().azure.roleAssignments.listForPrincipal(subscription, principalId, never());

describe("role assignments over subscriptions", () => {
  it("of one principal are found in all of them, by one filtered request each, with the names of the roles", async () => {
    const { assignments, failures } = await listing();
    expect(failures).toEqual([]);
    expect(assignments.map(({ roleName, subscription }) => [subscription.name, roleName])).toEqual([
      ["Contoso Production", "Reader"],
      ["Contoso Shared Services", "Storage Blob Data Contributor"],
    ]);
    const asked = get()
      .armRequests()
      .filter(({ path }) => path.endsWith("/roleAssignments"));
    expect(asked.map(({ query }) => query["$filter"])).toEqual(contoso.map(() => `principalId eq '${principalId}'`));
  });

  it("of the others are there where one subscription cannot be read", async () => {
    get().emulator.control.inject({
      path: new RegExp(`${subscriptions.production}/providers/Microsoft.Authorization/roleAssignments`),
      status: 403,
      body: { error: { code: "AuthorizationFailed", message: "" } },
    });
    const { assignments, failures } = await listing();
    expect(assignments.map(({ roleName }) => roleName)).toEqual(["Storage Blob Data Contributor"]);
    expect(failures.map(({ subscription, error }) => [subscription.name, error.failure.reason])).toEqual([
      ["Contoso Production", "forbidden"],
    ]);
  });

  it("are listed without names where the roles cannot be read", async () => {
    get().emulator.control.inject({ path: /roleDefinitions/, status: 403, body: {}, times: 9 });
    const { assignments, failures } = await listing();
    expect(assignments.map(({ roleName }) => roleName)).toEqual([undefined, undefined]);
    expect(failures).toEqual([]);
  });

  it("above the subscriptions count once", async () => {
    const above: RoleAssignment = {
      id: "/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.Authorization/roleAssignments/a",
      scope: "/providers/Microsoft.Management/managementGroups/m",
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: "x",
      condition: undefined,
    };
    expect((await listing(() => Promise.resolve([above]))).assignments).toHaveLength(1);
  });

  it("end as a whole only where the user cancels", async () => {
    const cancelled = new AzureError({ reason: "cancelled", sent: false });
    expect(await errorOf(listing(() => Promise.reject(cancelled)))).toBe(cancelled);
  });
});

describe("the roles of a subscription", () => {
  it("are listed once, and again after a failure or a reset", async () => {
    const listRoleDefinitions = vi.spyOn(get().azure.roleAssignments, "listRoleDefinitions");
    const catalog = new RoleCatalog(get().azure.roleAssignments);
    get().emulator.control.inject({ path: /roleDefinitions/, status: 403, body: {} });
    await errorOf(catalog.roles(subscriptionOf(), never()));
    expect(await catalog.nameOf(subscriptionOf(), "X/ACDD72A7-3385-48EF-BD42-F606FBA81AE7", never())).toBe("Reader");
    expect(await catalog.nameOf(subscriptionOf(), "no such role", never())).toBeUndefined();
    expect(listRoleDefinitions).toHaveBeenCalledTimes(2);
    catalog.reset();
    await catalog.roles(subscriptionOf(), never());
    expect(listRoleDefinitions).toHaveBeenCalledTimes(3);
  });
});

it("a subscription that two accounts see counts once, and those of another tenant not at all", () => {
  const [first] = contoso;
  const seenTwice = { ...subscriptionOf(), tenant: { ...subscriptionOf().tenant, account: { id: "b", label: "B" } } };
  expect(first).toEqual(subscriptionOf());
  expect(distinctSubscriptions([...everywhere, seenTwice], tenants.contoso.toUpperCase())).toEqual(contoso);
  expect(distinctSubscriptions([...everywhere, seenTwice])).toHaveLength(everywhere.length);
});
