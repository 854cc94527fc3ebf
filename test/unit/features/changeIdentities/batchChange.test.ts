import { beforeEach, describe, expect, it, vi } from "vitest";
import { changeAlike } from "../../../../src/features/changeIdentities/batchChange";
import { groups } from "../../../emulator/src/estate/groupSeeds";
import { computeId } from "../../../emulator/src/estate/machineSeeds";
import { emulatedAzure } from "../../azure/emulated";
import { emulatedApp, targetsOf } from "../support/emulatedApp";
import { person } from "../support/fakePerson";

vi.mock("vscode", () => import("../support/fakePerson"));

const emulated = emulatedAzure();
const machines = ["vm-queue-01", "vm-queue-02", "vm-queue-03"].map((name) =>
  computeId(groups.batch, "virtualMachines", name),
);
const flexible = computeId(groups.batch, "virtualMachineScaleSets", "vmss-batch-workers");

/** Enables the system-assigned identity, and says what was told at the end. */
async function enable(...ids: readonly string[]) {
  const app = emulatedApp(emulated());
  await changeAlike(app, await targetsOf(app, ids), { kind: "enableSystemAssigned" });
  return person.told.at(-1);
}

beforeEach(() => {
  person.reset();
  person.choices.set(/review the change/, /Apply/);
});

describe("the end of a batch", () => {
  it("says of nothing that it is as wished: what was chosen may have gone from the listing", async () => {
    const told = await enable();
    expect(told?.text).toMatch(/^Nothing was changed: what you chose is not listed at the moment\./);
  });

  it("names what was not done although trying again would not help, and shows why", async () => {
    const [machine = "", odd = ""] = machines;
    const { control } = emulated().emulator;
    const body = { ...control.resource(odd), id: odd, identity: { type: "SomethingNew" } };
    control.inject({ method: "GET", path: /vm-queue-02\?/, status: 200, body });
    const told = await enable(machine, odd, flexible);
    expect(told?.text).toMatch(/1 changed, 2 failed\. Not done: vm-queue-02 and vmss-batch-workers\.$/);
    expect(told?.level).toBe("warning");
    expect(told?.buttons).toEqual(["Show Changes", "Copy as..."]);
  });

  it("offers another attempt where one of them may succeed by it", async () => {
    const [, , machine = ""] = machines;
    const body = { error: { code: "AuthorizationFailed", message: "Not allowed." } };
    emulated().emulator.control.inject({ method: "PATCH", path: /vm-queue-03/, status: 403, body });
    const told = await enable(machine, flexible);
    expect(told?.text).toMatch(/2 failed\. Not done: vm-queue-03 and vmss-batch-workers\.$/);
    expect(told?.buttons).toEqual(["Retry the Failed Ones", "Show Changes", "Copy as..."]);
  });
});
