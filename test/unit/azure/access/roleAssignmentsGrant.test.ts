import { describe, expect, it } from "vitest";
import type { RoleGrant, RoleGrantOutcome } from "../../../../src/azure/access/roleAssignments";
import { type GrantProgress, grantRole } from "../../../../src/azure/access/roleAssignmentsGrant";
import { groupId, groups } from "../../../emulator/src/estate/groupSeeds";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();
const role = `/subscriptions/${subscription.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;

async function freshIdentity(name: string): Promise<RoleGrant> {
  const identity = { resourceGroup: "rg-web-prod", name, location: "westeurope" };
  const { principalId } = await get().azure.identities.create(subscription, identity, never());
  return { scope: groupId(groups.web), roleDefinitionId: role, principalId: principalId ?? "" };
}

async function granting(grant: RoleGrant, signal = never()) {
  const told: GrantProgress[] = [];
  const waited: number[] = [];
  const outcome = grantRole(get().azure.roleAssignments, subscription, grant, {
    signal,
    onProgress: (progress) => told.push(progress),
    wait: (milliseconds) => {
      waited.push(milliseconds);
      return signal.aborted ? Promise.reject(new Error("aborted")) : Promise.resolve();
    },
  });
  return { outcome: await outcome, told, waited };
}

describe("granting a role", () => {
  it("waits for a principal that the directory does not know yet, longer each time, and says so", async () => {
    get().emulator.control.setReplication({ tries: 3, skippedByPrincipalType: false });
    const { outcome, told, waited } = await granting(await freshIdentity("id-fresh"));
    expect(outcome.kind).toBe("created");
    expect(waited).toEqual([2_000, 3_000, 5_000]);
    expect(told.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 3 }, () => ["sending", "waitingForPrincipal"]).flat(),
      "sending",
    ]);
  });

  it("needs no wait where naming the type of the principal skips the check", async () => {
    get().emulator.control.setReplication({ tries: 3, skippedByPrincipalType: true });
    expect((await granting(await freshIdentity("id-fresh-named"))).waited).toEqual([]);
  });

  it("ends after some minutes, in any case", async () => {
    const outcome: RoleGrantOutcome = { kind: "principalNotFound" };
    const gateway = { ...get().azure.roleAssignments, create: () => Promise.resolve(outcome) };
    let waited = 0;
    const grant = { scope: "/x", roleDefinitionId: role, principalId: "p" };
    const options = {
      signal: never(),
      onProgress: () => undefined,
      wait: (milliseconds: number) => Promise.resolve((waited += milliseconds)),
    };
    expect(await grantRole(gateway, subscription, grant, options)).toEqual(outcome);
    expect(waited).toBe(150_000);
  });

  it("can be stopped while it waits, which sends nothing more", async () => {
    const outcome: RoleGrantOutcome = { kind: "principalNotFound" };
    const gateway = { ...get().azure.roleAssignments, create: () => Promise.resolve(outcome) };
    const abort = new AbortController();
    const grant = { scope: "/x", roleDefinitionId: role, principalId: "p" };
    const call = grantRole(gateway, subscription, grant, {
      signal: abort.signal,
      onProgress: ({ kind }) => {
        if (kind === "waitingForPrincipal") {
          abort.abort();
        }
      },
    });
    expect(await failureOf(call)).toEqual({ reason: "cancelled", sent: false });
  });
});
