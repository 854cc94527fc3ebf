import { describe, expect, it, vi } from "vitest";
import { AzureError, type AzureFailure } from "../../../../src/azure/azureError";
import { describeFailure } from "../../../../src/ui/words/failure";

vi.mock("vscode", () => import("../../views/fakeVscode"));

const GROUP = "/subscriptions/s/resourceGroups/mrg";
const IDENTITY = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-app`;

function words(failure: AzureFailure, message = "") {
  const answer = { status: 403, code: "LinkedAuthorizationFailed", message, correlationId: undefined };
  return describeFailure(new AzureError(failure, answer));
}

describe("what a deny assignment forbids", () => {
  const denied = { reason: "denied", name: undefined, scope: undefined, identityIds: [] } as const;

  it("is explained by its name and place, and no role is offered", () => {
    const { what, meaning, advice, action } = words({ ...denied, name: "By  the\nstack", scope: GROUP });
    expect(what).toBe("A deny assignment prevents this.");
    expect(meaning).toBe("Its name is By the stack. It applies to mrg. It overrides the roles of your account.");
    expect(advice).toMatch(/^Another role won't help\./);
    expect(action).toBeUndefined();
  });

  it("is explained by the identities that it keeps from being assigned", () => {
    const { what, meaning, action } = words({ ...denied, identityIds: [IDENTITY] });
    expect(what).toBe("A deny assignment prevents you from assigning id-app.");
    expect(meaning).toBe("It overrides the roles of your account.");
    expect(action).toBeUndefined();
  });
});

describe("a linked refusal", () => {
  it("names the identities, and asks for the role on each", () => {
    const { what, action } = words({ reason: "linkedForbidden", identityIds: [IDENTITY], action: undefined });
    expect(what).toBe("You don't have permission to assign id-app.");
    expect(action?.arguments).toMatchObject([[{ scope: IDENTITY, role: "managedIdentityOperator" }]]);
  });

  it("gives Azure's own words where it names no identity, on one line and not without end", () => {
    const message =
      "The client has permission to perform action 'Microsoft.Compute/virtualMachines/write' on scope\n'/subscriptions/s', " +
      "however the current tenant 't' is not authorized to access linked subscription 'other'.";
    const none = { reason: "linkedForbidden", identityIds: [], action: undefined } as const;
    const { what, meaning, action } = words(none, message);
    expect(what).toBe("You don't have permission to use something that the change refers to.");
    expect(meaning).toBe(message.replace("\n", " "));
    expect(action).toBeUndefined();
    expect(words(none, "word ".repeat(500)).meaning.length).toBeLessThanOrEqual(500);
    expect(describeFailure(new AzureError(none)).meaning).toBe("Azure gave no reason.");
  });
});

it("says why a look at the end of a change was refused, and that the change may have arrived", () => {
  const refused = new AzureError({ reason: "forbidden", action: undefined, scope: undefined });
  const { what, meaning } = describeFailure(new AzureError({ reason: "network" }, undefined, refused));
  expect(what).toBe("Couldn't read how the change ended.");
  expect(meaning).toBe("You don't have permission to do this. It's unknown whether the change was made.");
  expect(describeFailure(new AzureError({ reason: "network" })).what).toBe("Azure didn't respond.");
});
