import { beforeEach, describe, expect, it, vi } from "vitest";
import { changeIdentities, sameChange } from "../../../../src/features/changeIdentities/changeIdentities";
import { orderMachine } from "../../../../src/features/createMachine/createMachine";
import { deployOrder } from "../../../../src/features/createMachine/deployTemplate";
import { createReviewedIdentity } from "../../../../src/features/identities/createIdentity";
import { deleteIdentityWithReview } from "../../../../src/features/identities/deleteIdentity";
import { withErrorBoundary } from "../../../../src/ui/errorBoundary";
import { findIdentityTarget } from "../../../../src/ui/steps/identityTargets";
import { afterWriting } from "../../../../src/ui/stoppedAfter";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { groupId, groups } from "../../../emulator/src/estate/groupSeeds";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure } from "../../azure/emulated";
import { emulatedServices, targetsOf } from "../support/emulatedServices";
import { user } from "../support/fakeUser";
import { fakeWizard } from "../support/fakeWizard";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
const refusal = { status: 400, body: { error: { code: "InvalidParameter", message: "No." } } };

/** What is told in the end of a command that Azure refuses in the midst of it. */
async function told(command: () => Promise<unknown>): Promise<string | undefined> {
  const { log } = emulatedServices(emulated());
  await withErrorBoundary(log, async () => {
    await command();
  });
  return user.texts().at(-1);
}

beforeEach(() => {
  user.reset();
  user.choices.set(/^Create .* in rg-web-prod$/, /Deploy/);
  user.choices.set(/review what depends on it/, /Then Delete/);
  user.choices.set(/^(Assign|Remove|Enable|Disable|Change|Set) /, /Apply/);
  emulated().emulator.control.clearInjections();
});

describe("a command of which a later write fails says what an earlier one has written", () => {
  it("of the resource group of a new identity", async () => {
    const services = emulatedServices(emulated());
    await services.inventory.load();
    const subscription = services.inventory.subscriptions[0]?.subscription;
    if (subscription === undefined) {
      throw new Error("no subscription");
    }
    emulated().emulator.control.inject({ method: "PUT", path: /userAssignedIdentities/, ...refusal });
    const order = {
      subscription,
      resourceGroup: "rg-late",
      isNewResourceGroup: true,
      name: "id-late",
      location: "westeurope",
    };
    expect(await told(() => createReviewedIdentity(services, order))).toBe(
      "No. The resource group rg-late was created. No other changes were made.",
    );
  });

  it("of the resource group of a new machine", async () => {
    const ui = fakeWizard([
      [/^Subscription/, "Contoso Production"],
      [/^Resource group/, groups.web.group],
      [/^Region/, "West Europe"],
      [/^Image/, "Ubuntu Server 24.04"],
      [/^Name of the new/, "vm-late"],
      [/^How the administrator signs in/, "Password"],
      [/^Administrator password|^Enter the password again/, "Not-2-be-seen"],
      [/^Network/, "New network"],
    ]);
    const services = { ...emulatedServices(emulated()), ui };
    const reviewed = await orderMachine(services, "virtualMachine", undefined);
    const resourceGroup = "rg-machine-late";
    const late = {
      ...reviewed,
      order: { ...reviewed.order, resourceGroup, isNewResourceGroup: true },
      place: { ...reviewed.place, resourceGroup },
    };
    emulated().emulator.control.inject({ method: "PUT", path: /deployments/, ...refusal });
    expect(await told(() => deployOrder(services, late))).toBe(
      "No. The resource group rg-machine-late was created. No other changes were made.",
    );
    expect(emulated().emulator.control.resource(groupId({ ...groups.web, group: "rg-machine-late" }))).toBeDefined();
  });

  it("of the resources that an identity was taken off before it was to be deleted", async () => {
    const services = emulatedServices(emulated());
    await services.inventory.load();
    const target = findIdentityTarget(services, identities.dataLake);
    if (target === undefined) {
      throw new Error("not listed");
    }
    user.answers.set(/^Permanently delete/, { button: "Delete" });
    user.answers.set(/./, { button: "Remove" });
    emulated().emulator.control.inject({ method: "DELETE", path: /userAssignedIdentities/, ...refusal });
    expect(await told(() => deleteIdentityWithReview(services, target))).toMatch(
      /^No\. id-datalake-reader was removed from .*\bvm-etl-01\b.*\. No other changes were made\.$/,
    );
  });

  it("also where the later one is not agreed to", async () => {
    const services = emulatedServices(emulated());
    const made = "The user-assigned identity id-new was created.";
    const targets = await targetsOf(services, [machines.systemOnly]);
    user.choices.clear();
    const toDecline = sameChange(targets, { kind: "assignUserAssigned", ids: [identities.webApi] });
    expect(await told(() => afterWriting(made, () => changeIdentities(services, toDecline)))).toBe(made);
  });
});
