import type { Emulator } from "../../emulator/src/emulator";
import { subscriptions } from "../../emulator/src/estate/places";
import type { QuickPickItem } from "../../host/driver/quickInputState";
import type { Workbench } from "../../host/workbench";

/** The signed-in principal may read everything, and do what else is named. */
export function mayOnlyRead(emulator: Emulator, ...besides: readonly { scope: string; roleName: string }[]): void {
  const readers = Object.values(subscriptions).map((id) => ({ scope: `/subscriptions/${id}`, roleName: "Reader" }));
  emulator.control.setRoles([...readers, ...besides]);
}

/** The signed-in principal owns everything, as at the start. */
export function mayDoAll(emulator: Emulator): void {
  const owners = Object.values(subscriptions).map((id) => ({ scope: `/subscriptions/${id}`, roleName: "Owner" }));
  emulator.control.setRoles(owners);
}

/** The lines of the quick pick that is open, each as one text: label, description, detail. Icons are taken off. */
export async function lines(workbench: Workbench): Promise<readonly string[]> {
  return (await workbench.quickInput.allItems()).map(lineOf);
}

export function lineOf({ label, description, detail }: QuickPickItem): string {
  return [label, description, detail]
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .join(" | ");
}

/** The writes of role assignments that the emulator has got: method, scope, and what was sent. */
export function assignmentWrites(emulator: Emulator) {
  return emulator.control
    .requests()
    .filter(({ method, path }) => method !== "GET" && path.includes("/roleAssignments/"))
    .map(({ method, path, body, status }) => ({ method, path, body, status }));
}
