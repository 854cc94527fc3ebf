import type { ComputeResourceKind } from "../../identity/computeResource";
import { createTemplate } from "../../render/createTemplate/createTemplate";
import { asNode } from "../../ui/steps/targets";
import { orderMachine } from "./createMachine";
import { deployOrder } from "./deployTemplate";
import type { CreateMachineDeps } from "./deps";

async function create(deps: CreateMachineDeps, kind: ComputeResourceKind, node: unknown): Promise<void> {
  const order = await orderMachine(deps, kind, asNode(node));
  await deployOrder(deps, order, createTemplate(order.machine));
}

/** Creates a virtual machine that has its identities from the start, by a template that is shown first. */
export const createVirtualMachine = (deps: CreateMachineDeps, node?: unknown): Promise<void> =>
  create(deps, "virtualMachine", node);

/** Creates a scale set that has its identities from the start, by a template that is shown first. */
export const createScaleSet = (deps: CreateMachineDeps, node?: unknown): Promise<void> =>
  create(deps, "scaleSet", node);
