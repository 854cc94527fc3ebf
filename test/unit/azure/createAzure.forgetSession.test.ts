import { describe, expect, it } from "vitest";
import { createAzure } from "../../../src/azure/createAzure";
import { machines } from "../../emulator/src/estate/contosoMachines";
import { emulatedAzure, never, subscriptionOf } from "./emulated";

const get = emulatedAzure();
const subscription = subscriptionOf();

/** Azure as whoever is signed in to a tool, such as the Azure CLI, whose account has the same id whoever it is. */
function signedInToTool() {
  const { signIn, cloud } = get();
  const user = { tokens: 0 };
  const azure = createAzure({
    cloud,
    signIn: {
      ...signIn,
      credentialFor: (tenant) => {
        const credential = signIn.credentialFor(tenant);
        return {
          getToken: (...wanted) => {
            user.tokens += 1;
            return credential.getToken(...wanted);
          },
        };
      },
    },
    selectedSubscriptions: () => [],
  });
  return { azure, user };
}

describe("what was had as whoever was signed in", () => {
  it("is one token for all requests until it is forgotten, and another one afterwards", async () => {
    const { azure, user } = signedInToTool();
    const read = () => azure.compute.read(subscription, machines.plain, never());
    azure.forgetSession();
    await read();
    await read();
    expect(user.tokens).toBe(1);
    azure.forgetSession();
    await read();
    await azure.roleAssignments.listRoleDefinitions(subscription, never());
    expect(user.tokens).toBe(2);
  });

  it("is also what they may do", async () => {
    const { azure } = signedInToTool();
    const asked = () => get().armRequests().length;
    const ask = () => azure.permissions.listAt(subscription, machines.plain, never());
    await ask();
    const once = asked();
    await ask();
    expect(asked()).toBe(once);
    azure.forgetSession();
    await ask();
    expect(asked()).toBe(2 * once);
  });

  it("never is a token for Microsoft Graph", async () => {
    const { azure, user } = signedInToTool();
    await azure.directory.findGroups(subscription.tenant, "a", never());
    await azure.directory.findGroups(subscription.tenant, "a", never());
    expect(user.tokens).toBe(2);
  });
});
