import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import { OwnPermissions } from "../../../../src/azure/access/ownPermissions";
import { readSelf } from "../../../../src/azure/access/permissionGateway";
import { isGranted } from "../../../../src/identity/permissions";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();
const WRITE = "Microsoft.Compute/virtualMachines/write";
const ASSIGN = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

beforeEach(() => {
  get().azure.permissions.reset();
});
afterEach(() => {
  const all = Object.values(subscriptions).map((id) => ({ scope: `/subscriptions/${id}`, roleName: "Owner" }));
  get().emulator.control.setRoles(all);
});

const mayDo = async (scope: string, action: string) =>
  isGranted(await get().azure.permissions.listAt(subscription, scope, never()), action);

describe("own permissions", () => {
  it("tell at each scope what the roles there and above give", async () => {
    const scope = `/subscriptions/${subscriptions.production}`;
    get().emulator.control.setRoles([
      { scope, roleName: "Virtual Machine Contributor" },
      { scope: identities.webApi, roleName: "Managed Identity Operator" },
    ]);
    expect(await mayDo(`${scope}/resourceGroups/rg-web-prod`, WRITE)).toBe(true);
    expect(await mayDo(identities.webApi, ASSIGN)).toBe(true);
    expect(await mayDo(identities.secrets, ASSIGN)).toBe(false);
  });

  it("are asked for once for each scope while the answer is fresh", async () => {
    let now = 0;
    const own = new OwnPermissions(get().azure.permissions, () => now);
    const listAt = vi.spyOn(get().azure.permissions, "listAt");
    await own.listAt(subscription, identities.webApi, never());
    await own.listAt(subscription, identities.webApi.toUpperCase(), never());
    await own.listAt(subscription, identities.secrets, never());
    expect(listAt).toHaveBeenCalledTimes(2);
    now = 60_000;
    await own.listAt(subscription, identities.webApi, never());
    own.reset();
    await own.listAt(subscription, identities.webApi, never());
    expect(listAt).toHaveBeenCalledTimes(4);
  });

  it("are asked for again after a failure", async () => {
    get().emulator.control.inject({
      path: /permissions/,
      status: 403,
      body: { error: { code: "AuthorizationFailed" } },
    });
    expect((await failureOf(get().azure.permissions.listAt(subscription, identities.webApi, never()))).reason).toBe(
      "forbidden",
    );
    expect(await mayDo(identities.webApi, ASSIGN)).toBe(true);
  });

  it("are empty where an answer holds nothing usable", async () => {
    const body = { value: [null, {}, { actions: "*" }, { actions: [1, "*/read"], notActions: null }] };
    get().emulator.control.inject({ path: /permissions/, status: 200, body });
    expect(await get().azure.permissions.listAt(subscription, identities.webApi, never())).toEqual([
      { actions: [], notActions: [] },
      { actions: [], notActions: [] },
      { actions: ["*/read"], notActions: [] },
    ]);
  });

  it.each(["", "/", "//x", "/subscriptions/../x", "subscriptions/x"])(
    "send nothing for the scope '%s'",
    async (scope) => {
      const failure = await failureOf(get().azure.permissions.listAt(subscription, scope, never()));
      expect(failure).toEqual({ reason: "invalid", target: "scope" });
      expect(get().armRequests()).toEqual([]);
    },
  );
});

describe("who asks", () => {
  it("is the directory's own id, from the token", async () => {
    expect(await get().azure.permissions.self(subscription, never())).toEqual({
      kind: "objectId",
      objectId: get().emulator.objectIds[subscription.tenant.tenantId],
      principalType: "ServicePrincipal",
    });
  });

  it("is a user unless the token says otherwise, and nobody where the token cannot be read", () => {
    const oid = "1c638cf4-0001-4ee6-b680-c329e824c3a8";
    const token = (claims: unknown) => `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.y`;
    expect(readSelf(token({ oid }))).toMatchObject({ objectId: oid, principalType: "User" });
    expect([token({ oid: "--role Owner" }), token(null), "", "a.b.c"].map(readSelf)).toEqual(Array(4).fill(undefined));
  });
});

it("an error of the gateway is the only one that leaves", async () => {
  const signal = AbortSignal.abort();
  const call = get().azure.permissions.listAt(subscription, identities.webApi, signal);
  await expect(call).rejects.toBeInstanceOf(AzureError);
});
