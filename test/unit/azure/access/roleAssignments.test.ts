import { describe, expect, it } from "vitest";
import { type RoleGrant, roleDefinitionKey } from "../../../../src/azure/access/roleAssignments";
import { roleAssignmentName } from "../../../../src/azure/access/roleAssignmentsName";
import { groupId, groups } from "../../../emulator/src/estate/groupSeeds";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, errorOf, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure({ pageSize: 2 });
const subscription = subscriptionOf();
const gateway = () => get().azure.roleAssignments;
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const roleId = (guid: string) =>
  `/subscriptions/${subscription.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
const grant = (changed: Partial<RoleGrant> = {}): RoleGrant => ({
  scope: groupId(groups.batch),
  principalId: idsOf(identities.deployment).principalId,
  roleDefinitionId: roleId(READER),
  ...changed,
});

describe("the name of an assignment", () => {
  it("is a UUID of version 5 that the grant alone decides, however it is spelled", () => {
    const name = roleAssignmentName(grant());
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const spelled = grant({ scope: `${groupId(groups.batch).toUpperCase()}/`, roleDefinitionId: READER.toUpperCase() });
    expect(roleAssignmentName(spelled)).toBe(name);
  });

  it("is another for another scope, principal or role", () => {
    const names = [
      grant(),
      grant({ scope: groupId(groups.web) }),
      grant({ principalId: idsOf(identities.webApi).principalId }),
      grant({ roleDefinitionId: roleId("b24988ac-6180-42a0-ab88-20f7382dd24c") }),
    ].map(roleAssignmentName);
    expect(new Set(names).size).toBe(4);
  });
});

describe("role assignments", () => {
  it("are made, found by the principal in one filtered listing, and removed", async () => {
    const made = await gateway().create(subscription, grant(), never());
    expect(made).toMatchObject({ kind: "created", assignment: { ...grant(), principalType: "ServicePrincipal" } });
    expect(get().armRequests().at(-1)).toMatchObject({
      method: "PUT",
      body: { properties: { principalType: "ServicePrincipal", principalId: grant().principalId } },
    });
    get().emulator.control.clearRequests();
    const found = await gateway().listForPrincipal(subscription, grant().principalId, never());
    expect(found.map(({ scope, roleDefinitionId }) => [scope, roleDefinitionKey(roleDefinitionId)])).toContainEqual([
      grant().scope,
      READER,
    ]);
    expect(get().armRequests()[0]?.query["$filter"]).toBe(`principalId eq '${grant().principalId}'`);
    const [assignment] = found.filter(({ scope }) => scope === grant().scope);
    await gateway().remove(subscription, { id: assignment?.id ?? "" }, never());
    await gateway().remove(subscription, { id: assignment?.id ?? "" }, never());
    expect(await gateway().listForPrincipal(subscription, grant().principalId, never())).not.toContainEqual(assignment);
  });

  it("of others are not taken for the principal's where the service does not filter", async () => {
    const all = await gateway().listAll(subscription, never());
    expect(all.length).toBeGreaterThan(0);
    get().emulator.control.inject({
      path: /roleAssignments/,
      status: 200,
      body: { value: all.map(({ id, ...properties }) => ({ id, properties })) },
    });
    const mine = await gateway().listForPrincipal(subscription, grant().principalId, never());
    expect(mine.every(({ principalId }) => principalId === grant().principalId)).toBe(true);
  });

  it("tell that the principal has the role already", async () => {
    await gateway().create(subscription, grant({ scope: groupId(groups.web) }), never());
    expect(await gateway().create(subscription, grant({ scope: groupId(groups.web) }), never())).toEqual({
      kind: "exists",
    });
  });

  it("tell that the directory does not know the principal", async () => {
    get().emulator.control.inject({
      method: "PUT",
      path: /roleAssignments/,
      status: 400,
      body: { error: { code: "PrincipalNotFound", message: "Principal x does not exist in the directory y." } },
    });
    expect(await gateway().create(subscription, grant(), never())).toEqual({ kind: "principalNotFound" });
  });

  it("are sent once, and say what is not allowed", async () => {
    get().emulator.control.inject({ method: "PUT", path: /roleAssignments/, status: 503, body: {}, times: 3 });
    const other = grant({ scope: groupId(groups.legacy) });
    expect((await failureOf(gateway().create(subscription, other, never()))).reason).toBe("serverError");
    expect(get().armRequests()).toHaveLength(1);
  });

  it.each(["", "/", "/subscriptions/x/providers/Microsoft.Compute/virtualMachines/y", "/a/../b"])(
    "are not removed by an id that is none: '%s'",
    async (id) => {
      expect(await failureOf(gateway().remove(subscription, { id }, never()))).toMatchObject({ reason: "invalid" });
      expect(get().armRequests()).toEqual([]);
    },
  );

  it("keep odd characters of a scope inside their segment", async () => {
    const scope = `${groupId(groups.web)}/providers/Microsoft.Insights/components/a b?c#d`;
    await errorOf(gateway().create(subscription, grant({ scope: `${scope}/../x` }), never()));
    expect(get().armRequests()).toEqual([]);
    await gateway().create(subscription, grant({ scope }), never());
    expect(get().armRequests()[0]?.path).toContain("a%20b%3Fc%23d");
  });

  it("that are not understood are left out", async () => {
    const value = [null, 1, { id: "/x" }, { id: "/x", properties: { scope: "/", principalId: "p" } }];
    get().emulator.control.inject({ path: /roleAssignments/, status: 200, body: { value } });
    expect(await gateway().listAll(subscription, never())).toEqual([]);
  });
});

it("roles are listed with their names over all pages", async () => {
  const roles = await gateway().listRoleDefinitions(subscription, never());
  expect(roles).toContainEqual(expect.objectContaining({ name: "Reader", kind: "builtIn" }));
  expect(roles.find(({ name }) => name === "Reader")?.id).toMatch(new RegExp(`${READER}$`));
});
