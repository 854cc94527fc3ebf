import { expect, it } from "vitest";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const emulated = emulatedAzure();

it.each([
  ["a virtual machine", machines.oneUser],
  ["an identity", identities.webApi],
])("reads %s as it is, in one GET", async (_, id) => {
  const running = emulated();
  const { azure, emulator } = running;
  const before = running.armRequests().length;
  expect(await azure.resourceJson.read(subscriptionOf(), id, never())).toMatchObject(
    emulator.control.resource(id) ?? {},
  );
  expect(running.armRequests().length - before).toBe(1);
});

it("asks nothing about what it has no API version for, and follows no id out of its path", async () => {
  const running = emulated();
  const { azure } = running;
  const before = running.armRequests().length;
  const foreign = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v";
  expect((await failureOf(azure.resourceJson.read(subscriptionOf(), foreign, never()))).reason).toBe("invalid");
  expect(
    (await failureOf(azure.resourceJson.read(subscriptionOf(), `${identities.webApi}/../../x`, never()))).reason,
  ).toBe("invalid");
  expect(running.armRequests()).toHaveLength(before);
});
