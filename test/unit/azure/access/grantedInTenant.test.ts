import { describe, expect, it } from "vitest";
import { grantedInTenant } from "../../../../src/azure/access/grantedInTenant";
import { roleAssignmentsQuery } from "../../../../src/azure/access/roleAssignmentsQuery";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { systemPrincipal } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();
const { tenant } = subscription;
const ofTenant = [
  subscriptions.production,
  subscriptions.staging,
  subscriptions.development,
  subscriptions.sharedServices,
].map((id) => subscriptionOf(id));
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const GRAPH = /Microsoft\.ResourceGraph/;

const granted = (isCopyAllowed: boolean, roleKeys?: readonly string[]) =>
  grantedInTenant(get().azure.roleAssignments, { tenant, subscriptions: ofTenant, isCopyAllowed }, roleKeys, never());
const idsOf = ({ assignments }: Awaited<ReturnType<typeof granted>>): readonly string[] =>
  assignments.map(({ id }) => id.toLowerCase()).sort();

describe("the role assignments of a tenant", () => {
  it("are the same by one query as by the lists of its subscriptions", async () => {
    const copied = await granted(true);
    expect(copied.source).toBe("copy");
    expect(get().armRequests()).toEqual([]);
    const listed = await granted(false);
    expect(listed.source).toBe("lists");
    expect(idsOf(copied)).toEqual(idsOf(listed));
    expect(copied.assignments.length).toBeGreaterThan(8);
  });

  it.each([true, false])("are only those of the roles that were asked for (by query: %s)", async (isCopyAllowed) => {
    const { assignments } = await granted(isCopyAllowed, [CONTRIBUTOR]);
    expect(assignments.map(({ principalId }) => principalId)).toContain(systemPrincipal(machines.both));
    expect(new Set(assignments.map(({ roleDefinitionId }) => roleDefinitionId.split("/").at(-1)))).toEqual(
      new Set([CONTRIBUTOR]),
    );
    expect((await granted(isCopyAllowed, [])).assignments).toEqual([]);
  });

  it("include what subscriptions inherit from a management group", async () => {
    const scope = "/providers/Microsoft.Management/managementGroups/mg-contoso";
    const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/0c7c1a52-aaaa-4bbb-8ccc-0123456789ab`;
    const { control } = get().emulator;
    control.put(id, {
      type: "Microsoft.Authorization/roleAssignments",
      properties: {
        scope,
        principalId: systemPrincipal(machines.both),
        principalType: "ServicePrincipal",
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${READER}`,
      },
    });
    expect(idsOf(await granted(true))).toContain(id.toLowerCase());
    const { items } = await get().azure.serviceUses.listGrantees(tenant, never());
    expect(items.filter((principal) => principal === systemPrincipal(machines.both).toLowerCase())).toHaveLength(2);
    control.remove(id);
  });

  it("are listed where the query is refused, leaves something out, or a subscription cannot be read", async () => {
    const { control } = get().emulator;
    const refused = { error: { code: "AuthorizationFailed", message: "no" } };
    control.inject({ path: GRAPH, status: 403, body: refused });
    expect((await granted(true)).source).toBe("lists");
    control.inject({ path: GRAPH, status: 200, body: { data: [], resultTruncated: "true" } });
    control.inject({
      path: new RegExp(`${subscriptions.staging}/providers/Microsoft.Authorization/roleAssignments`),
      status: 403,
      body: refused,
    });
    const listed = await granted(true);
    expect(listed.source).toBe("lists");
    expect(listed.failures.map((each) => each.subscription.subscriptionId)).toEqual([subscriptions.staging]);
    expect(listed.assignments.length).toBeGreaterThan(8);
  });

  it("are not listed once they are cancelled", async () => {
    const abort = new AbortController();
    abort.abort();
    const where = { tenant, subscriptions: ofTenant, isCopyAllowed: true };
    const call = grantedInTenant(get().azure.roleAssignments, where, undefined, abort.signal);
    expect((await failureOf(call)).reason).toBe("cancelled");
    expect(get().armRequests()).toEqual([]);
  });

  it("are asked for by no role that is no GUID", () => {
    expect(roleAssignmentsQuery(["x' or '1' == '1"])).toContain("where false");
  });
});
