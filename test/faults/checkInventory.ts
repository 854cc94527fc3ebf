import { type Inventory } from "../../src/azure/inventory/inventory";
import { resourceIdKey } from "../../src/identity/resourceId";
import { type EmulatorControl } from "../emulator/src/control";
import { type Violation } from "./act";
import { resourceIds, resourceNames } from "./estate";
import { carriedBy, describeCarried, inWords, samePrincipals } from "./identities";

/** Checks that a refreshed inventory shows each resource as the server has it. */
export function checkInventory(inventory: Inventory, control: EmulatorControl, step: number): readonly Violation[] {
  return resourceNames.flatMap((name) => {
    const id = resourceIds[name];
    const stored = control.resource(id);
    const shown = inventory.subscriptions
      .map(({ resources }) => resources.get(resourceIdKey(id)))
      .find((resource) => resource !== undefined);
    if ((stored === undefined) !== (shown === undefined)) {
      const detail = `${name} is ${stored === undefined ? "gone" : "there"}, and ${shown === undefined ? "not " : ""}shown`;
      return [{ check: "inventoryOtherwise", step, detail }];
    }
    const carried = carriedBy(stored?.["identity"]);
    const read = shown && describeCarried(shown.identity);
    return shown !== undefined && (read === undefined || !samePrincipals(carried, read))
      ? [{ check: "inventoryOtherwise", step, detail: `${name} carries ${inWords(carried)}, and is shown otherwise` }]
      : [];
  });
}
