import * as vscode from "vscode";
import type { ComputeResourceKind } from "../../identity/computeResourceType";
import type { NewMachine } from "../../identity/newMachine";
import { answerStep } from "../../ui/prompts";
import type { CreateMachineDeps } from "./deps";
import { deployOrder, reviewOrder } from "./deployTemplate";
import { createTemplate } from "../../render/createTemplate/createTemplate";
import type { TreeNode } from "../../ui/nodes";
import {
  chosenImage,
  chosenKey,
  chosenSize,
  type CreateMachineAnswers,
  type MachineOrder,
  type ReviewedOrder,
} from "./createMachineAnswers";
import { chosenIdentity, identitiesStep, networkStep, scaleSetSteps } from "./createMachineIdentity";
import { withFreeParts } from "./createMachineNames";
import { chosenRole, roleSteps } from "./createMachineRole";
import { machineSteps, signInSteps } from "./createMachineSystem";
import { localSshKeys } from "./localSshKeys";
import { groupName, locationStep, resourceGroupSteps } from "../../ui/steps/placeSteps";
import { subscriptionStep } from "../../ui/steps/subscriptionStep";
import { asNode, chosen } from "../../ui/steps/targets";

/** Asks for everything that a new machine or scale set needs, and shows it for review. @throws PromptCancelled, AzureError */
export async function orderMachine(
  deps: CreateMachineDeps,
  kind: ComputeResourceKind,
  node: TreeNode | undefined,
): Promise<ReviewedOrder> {
  const answers: CreateMachineAnswers = {};
  const clicked =
    node?.subscriptionKey === undefined ? undefined : deps.inventory.subscription(node.subscriptionKey)?.subscription;
  if (clicked) {
    answers.createIn = clicked;
  }
  const always = (): boolean => true;
  const steps = [
    subscriptionStep(deps),
    ...resourceGroupSteps(deps, always, vscode.l10n.t("Resource group")),
    locationStep(deps, always, vscode.l10n.t("Region")),
    ...machineSteps(deps, kind),
    ...scaleSetSteps(kind),
    ...signInSteps(await localSshKeys()),
    networkStep(deps),
    identitiesStep(deps),
    ...roleSteps(deps),
    answerStep<CreateMachineAnswers, "reviewed">("reviewed", async (given, { canGoBack }) => {
      const order = await withFreeParts(deps, orderOf(kind, given));
      return await reviewOrder(deps, order, createTemplate(order.machine), canGoBack);
    }),
  ];
  const title =
    kind === "virtualMachine"
      ? vscode.l10n.t("Create virtual machine with identities")
      : vscode.l10n.t("Create scale set with identities");
  await deps.ui.runSteps(title, steps, answers);
  return chosen(answers.reviewed);
}

function orderOf(kind: ComputeResourceKind, answers: CreateMachineAnswers): MachineOrder {
  return {
    subscription: chosen(answers.createIn),
    resourceGroup: chosen(groupName(answers)),
    isNewResourceGroup: answers.resourceGroup?.kind === "new",
    machine: machineOf(kind, answers),
    password: answers.password,
    roleName: answers.role === undefined || answers.role === "none" ? undefined : answers.role.name,
  };
}

function machineOf(kind: ComputeResourceKind, answers: CreateMachineAnswers): NewMachine {
  const publicKey = chosenKey(answers);
  const facts = {
    name: chosen(answers.name),
    location: chosen(answers.location),
    ...chosen(chosenImage(answers)),
    size: chosen(chosenSize(answers)),
    administrator: chosen(answers.administrator),
    signIn: publicKey === undefined ? ({ kind: "password" } as const) : ({ kind: "sshKey", publicKey } as const),
    network: chosen(answers.network),
    partsNumber: 1,
    identity: chosenIdentity(answers),
    role: chosenRole(answers),
  };
  return kind === "virtualMachine"
    ? { kind, ...facts }
    : {
        kind,
        ...facts,
        orchestrationMode: chosen(answers.orchestrationMode),
        instanceCount: chosen(answers.instanceCount),
      };
}

async function create(deps: CreateMachineDeps, kind: ComputeResourceKind, node: unknown): Promise<void> {
  await deployOrder(deps, await orderMachine(deps, kind, asNode(node)));
}

/** Creates a virtual machine that has its identities from the start, by a template that is shown first. */
export const createVirtualMachine = (deps: CreateMachineDeps, node?: unknown): Promise<void> =>
  create(deps, "virtualMachine", node);

/** Creates a scale set that has its identities from the start, by a template that is shown first. */
export const createScaleSet = (deps: CreateMachineDeps, node?: unknown): Promise<void> =>
  create(deps, "scaleSet", node);
