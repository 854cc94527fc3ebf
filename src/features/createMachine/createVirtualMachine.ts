import { createTemplate } from "../../render/createTemplate/createTemplate";
import type { App } from "../../ui/app";
import { orderMachine } from "./createMachine";
import { deployOrder } from "./deployTemplate";
import { asNode } from "../../ui/steps/targets";

/** Creates a virtual machine that has its identities from the start, by a template that is shown first. */
export async function createVirtualMachine(app: App, node?: unknown): Promise<void> {
  const order = await orderMachine(app, "virtualMachine", asNode(node));
  await deployOrder(app, order, createTemplate(order.machine));
}
