import { createTemplate } from "../../render/createTemplate/createTemplate";
import type { App } from "../../ui/app";
import { orderMachine } from "./createMachine";
import { deployOrder } from "./deployTemplate";
import { asNode } from "../../ui/steps/targets";

/** Creates a scale set that has its identities from the start, by a template that is shown first. */
export async function createScaleSet(app: App, node?: unknown): Promise<void> {
  const order = await orderMachine(app, "scaleSet", asNode(node));
  await deployOrder(app, order, createTemplate(order.machine));
}
