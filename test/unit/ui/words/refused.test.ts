import { describe, expect, it, vi } from "vitest";
import { AzureError, type AzureFailure } from "../../../../src/azure/azureError";
import { describeFailure } from "../../../../src/ui/words/failure";

vi.mock("vscode", () => import("../../views/fakeVscode"));

const GROUP = "/subscriptions/s/resourceGroups/g/providers";
const machine = `${GROUP}/Microsoft.Compute/virtualMachines/vm-1`;
const identity = (name: string) => `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
const sentence = "Operation 'Update' is not allowed on VM 'vm-1' since it is marked for deletion.";

function words(failure: AzureFailure, message = sentence) {
  return describeFailure(new AzureError(failure, { status: 409, code: "X", message, correlationId: undefined }));
}

describe("a refusal that nothing more is known of", () => {
  it.each(["invalid", "operationFailed"] as const)("begins with the service's own sentence, whole: %s", (reason) => {
    const long = `${sentence} ${"And more of it. ".repeat(100)}`;
    expect(words(reason === "invalid" ? { reason, target: undefined } : { reason }, long).what).toBe(long);
  });

  it("says so where there is none", () => {
    const { what, meaning } = describeFailure(new AzureError({ reason: "invalid", target: undefined }));
    expect([what, meaning]).toEqual(["Azure rejected the change.", "Azure gave no reason."]);
  });
});

describe("a provider that is not registered", () => {
  const failure = { reason: "notRegistered", namespace: "Microsoft.Compute", subscriptionId: "s-1" } as const;

  it("is named with the command that registers it, and a button does", () => {
    const { what, advice, action } = words(failure);
    expect(what).toBe("The subscription isn't registered for Microsoft.Compute.");
    expect(advice).toContain("az provider register --namespace Microsoft.Compute --subscription s-1");
    expect(action).toEqual({
      title: "Register Microsoft.Compute",
      command: "managedIdentities.registerProvider",
      arguments: [{ namespace: "Microsoft.Compute", subscriptionId: "s-1" }],
    });
  });

  it("is left to the service's sentence where it is not known, without a button", () => {
    const { what, action } = words({ ...failure, namespace: undefined });
    expect(what).toBe(sentence);
    expect(action).toBeUndefined();
  });
});

describe("an identity that the resource carried already", () => {
  const failure = {
    reason: "carriedIdentity",
    resourceId: machine,
    identityIds: [identity("id-old")],
    others: [],
  } as const;

  it("is offered for repair, and no role is advised", () => {
    const { what, meaning, advice, action } = words(failure);
    expect(what).toBe("vm-1 already lists id-old, which Azure rejects.");
    expect(`${meaning} ${advice}`).not.toMatch(/role/i);
    expect(action).toMatchObject({
      command: "managedIdentities.repairDeadReferences",
      arguments: [{ kind: "resource", resourceId: machine }],
    });
  });

  it("is named beside those that were to be assigned", () => {
    const { what } = words({ ...failure, others: [identity("id-new")] });
    expect(what).toBe("vm-1 already lists id-old, which Azure rejects along with id-new.");
  });
});
