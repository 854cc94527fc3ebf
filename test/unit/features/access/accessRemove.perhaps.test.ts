import { beforeEach, expect, it, vi } from "vitest";
import { AzureError, type Written } from "../../../../src/azure/azureError";
import type { NamedRoleAssignment } from "../../../../src/azure/access/roleAssignmentsOfTenant";
import { removeAssignments } from "../../../../src/features/access/accessRemove";
import { removeCredentials } from "../../../../src/features/federatedCredentials/federatedRemove";
import { removeRetired } from "../../../../src/features/retiredExtension/removeRetiredExtension";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { findIdentityTarget } from "../../../../src/ui/steps/identityTargets";
import { emulatedAzure } from "../../azure/emulated";
import { emulatedServices, targetsOf } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();

/** Fails the first time so that it may have been done, the second time so that it was not. */
function failing(): () => Promise<void> {
  const fates: Written[] = ["maybe", "no"];
  return () => {
    const written = fates.shift();
    return written === undefined
      ? Promise.resolve()
      : Promise.reject(new AzureError({ reason: "network" }).ofWrite(written));
  };
}

beforeEach(() => {
  user.reset();
  user.answers.set(/./, { button: "Remove" });
});

it("of role assignments it is said which might have been removed", async () => {
  const services = { ...emulatedServices(emulated()), roleAssignments: { remove: failing() } };
  await services.inventory.load();
  const subscription = services.inventory.subscriptions[0]?.subscription;
  const assignments = ["a", "b", "c"].map(
    (id) =>
      ({
        id,
        subscription,
        scope: "/",
        roleName: "Reader",
        roleDefinitionId: "r",
        principalId: "p",
      }) as unknown as NamedRoleAssignment,
  );
  await removeAssignments(services, assignments, "Remove them?");
  expect(user.texts().at(-1)).toMatch(
    /^1 role assignment was removed\. Couldn't remove 1\. Azure didn't respond\..* 1 might have been removed\. /,
  );
});

it("of federated credentials it is said which might have been removed", async () => {
  const services = emulatedServices(emulated());
  await services.inventory.load();
  const owner = findIdentityTarget(services, identities.webApi);
  if (owner === undefined) {
    throw new Error("not listed");
  }
  const targets = ["one", "two", "three"].map((name) => ({
    owner,
    credential: {
      id: `${identities.webApi}/federatedIdentityCredentials/${name}`,
      name,
      issuer: "i",
      subject: "s",
      audiences: [],
    },
  }));
  vi.spyOn(services.federatedCredentials, "remove").mockImplementation(failing());
  await removeCredentials(services, targets);
  const text = user.texts().at(-1);
  expect(text).toContain("one of id-web-api might have been removed: ");
  expect(text).toContain("Couldn't remove two of id-web-api: ");
});

it("of retired extensions it is said which might have been removed", async () => {
  const services = emulatedServices(emulated());
  emulated().emulator.control.put(`${machines.plain}/extensions/msi`, {
    name: "msi",
    location: "northeurope",
    properties: { publisher: "Microsoft.ManagedIdentity", type: "ManagedIdentityExtensionForLinux" },
  });
  const targets = await targetsOf(services, [machines.legacy, machines.plain]);
  await services.retiredExtensions.look(targets, new AbortController().signal, () => undefined);
  const carriers = targets.filter(({ resource }) => services.retiredExtensions.state(resource).kind === "carries");
  expect(carriers).toHaveLength(2);
  const remove = failing();
  vi.spyOn(services.retiredExtensions, "remove").mockImplementation(async () => {
    await remove();
    return { kind: "none" };
  });
  await removeRetired(services, targets);
  const text = user.texts().at(-1);
  expect(text).toMatch(/might have been removed from \S+: .*Couldn't remove the retired extension from \S+: /);
});
