import { expect, it } from "vitest";
import { resourceMeantAt } from "../../../../../src/documents/arm/seam/places";
import { readArmTemplate } from "../../../../../src/documents/arm/model";

const vm = (name: string, identity: unknown) => ({ type: "Microsoft.Compute/virtualMachines", name, identity });
const text = JSON.stringify({
  variables: { shared: { type: "SystemAssigned" }, other: { type: "None" } },
  resources: [
    vm("vm-0", { type: "UserAssigned" }),
    vm("vm-1", "[variables('shared')]"),
    vm("vm-2", "[variables('shared')]"),
  ],
});

it.each([
  ["UserAssigned", "vm-0"],
  ["SystemAssigned", "vm-1"],
  ["None", undefined],
  ["variables('shared')]", "vm-1"],
])("at %s is meant %s", (place, name) => {
  expect(resourceMeantAt(readArmTemplate(text), text.indexOf(place))?.name).toBe(name);
});
