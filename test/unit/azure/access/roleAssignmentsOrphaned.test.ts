import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import type { RoleAssignment } from "../../../../src/azure/access/roleAssignments";
import { findOrphaned } from "../../../../src/azure/access/roleAssignmentsOrphaned";
import { errorOf, never, subscriptionOf } from "../emulated";

const { tenant } = subscriptionOf();
const assignment = (principalId: string, principalType = "ServicePrincipal"): RoleAssignment => ({
  id: `of ${principalId}`,
  scope: "/",
  principalId,
  principalType,
  roleDefinitionId: "r",
  condition: undefined,
});
const all = [
  assignment("ALIVE"),
  assignment("gone"),
  assignment("someone", "User"),
  { ...assignment("what"), principalType: undefined },
];

function search(answer: readonly string[] | AzureError, witness: string | undefined = "me") {
  const asked: string[][] = [];
  const existing = (_: unknown, ids: readonly string[]) => {
    asked.push([...ids]);
    return answer instanceof AzureError ? Promise.reject(answer) : Promise.resolve(new Set(answer));
  };
  return { result: findOrphaned({ existing }, tenant, all, witness, never()), asked };
}

describe("orphaned role assignments", () => {
  it("are those of service principals that the directory no longer knows", async () => {
    const { result, asked } = search(["me", "alive"]);
    expect(await result).toEqual({ kind: "known", orphaned: [{ ...assignment("gone"), isOrphaned: true }] });
    expect(asked).toEqual([["me", "alive", "gone"]]);
  });

  it("are not known where the directory does not even show a principal that certainly exists", async () => {
    expect(await search([]).result).toEqual({ kind: "unknown", error: undefined });
    expect(await search(["alive"]).result).toEqual({ kind: "unknown", error: undefined });
  });

  it("are not known where the directory refuses, which is no proof of anything", async () => {
    const forbidden = new AzureError({ reason: "directoryForbidden" });
    expect(await search(forbidden).result).toEqual({ kind: "unknown", error: forbidden });
  });

  it.each(["cancelled", "notSignedIn"] as const)(
    "are left to the caller where the search ends as %s",
    async (reason) => {
      const error = new AzureError(
        reason === "cancelled" ? { reason, sent: false } : { reason, tenantId: tenant.tenantId },
      );
      expect(await errorOf(search(error).result)).toBe(error);
    },
  );

  it("need no question where no service principal has a role", async () => {
    const existing = () => Promise.reject(new Error("not to be asked"));
    const people = [assignment("someone", "User")];
    expect(await findOrphaned({ existing }, tenant, people, "me", never())).toEqual({ kind: "known", orphaned: [] });
  });
});
