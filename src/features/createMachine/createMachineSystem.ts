import * as vscode from "vscode";
import type { ComputeResourceKind } from "../../identity/computeResourceType";
import { readImage } from "../../identity/newMachineChecks";
import type { OperatingSystem } from "../../identity/newMachine";
import { formatResourceId } from "../../identity/resourceId";
import { machineType } from "../../render/createTemplate/machineResource";
import type { MachineStepDeps } from "./deps";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import { describeAdministrator, describeMachineName, describePassword, describeSshKey } from "./createMachineWords";
import { sizeSteps } from "./createMachineSize";
import type { LocalSshKey } from "./localSshKeys";
import { type ChosenImage, chosenImage, type CreateMachineAnswers, type PickedOrTyped } from "./createMachineAnswers";
import { groupName } from "../../ui/steps/placeSteps";
import { chosen } from "../../ui/steps/targets";

// Images that public templates use (docs/azure-behaviour.md#template-text).
const IMAGES: readonly (readonly [label: string, operatingSystem: OperatingSystem, urn: string])[] = [
  ["Ubuntu Server 24.04 LTS", "Linux", "Canonical:ubuntu-24_04-lts:server:latest"],
  ["Ubuntu Server 22.04 LTS", "Linux", "Canonical:0001-com-ubuntu-server-jammy:22_04-lts-gen2:latest"],
  [
    "Windows Server 2022 Datacenter: Azure Edition",
    "Windows",
    "MicrosoftWindowsServer:WindowsServer:2022-datacenter-azure-edition:latest",
  ],
];

function imageChoices(): Choice<PickedOrTyped<ChosenImage>>[] {
  const known = IMAGES.flatMap(([label, operatingSystem, urn]): Choice<PickedOrTyped<ChosenImage>>[] => {
    const image = readImage(urn);
    const description = operatingSystem;
    return image
      ? [{ label, description, detail: urn, data: { kind: "picked", value: { image, operatingSystem } } }]
      : [];
  });
  const detail = vscode.l10n.t("publisher:offer:sku:version, or the ID of an image");
  return [...known, { icon: "edit", label: vscode.l10n.t("Another image..."), detail, data: { kind: "typed" } }];
}

function takenNames(deps: Pick<MachineStepDeps, "inventory">, answers: CreateMachineAnswers): Set<string> {
  const group = groupName(answers)?.toLowerCase();
  const { subscriptionId } = chosen(answers.createIn);
  const resources = deps.inventory.subscriptions
    .filter((each) => each.subscription.subscriptionId === subscriptionId)
    .flatMap((each) => [...each.resources.values()])
    .filter((resource) => resource.resourceGroup.toLowerCase() === group);
  return new Set(resources.map(({ name }) => name.toLowerCase()));
}

const nameTaken = (): string =>
  vscode.l10n.t("A machine with this name already exists in the resource group. Deploying would change it.");

/** Asks Azure: the listing may not hold what somebody else has made since, or what could not be listed. */
async function checkTaken(
  deps: Pick<MachineStepDeps, "deployments" | "log">,
  kind: ComputeResourceKind,
  answers: CreateMachineAnswers,
  name: string,
): Promise<string | undefined> {
  const subscription = chosen(answers.createIn);
  const id = formatResourceId(subscription.subscriptionId, chosen(groupName(answers)), machineType({ kind }), name);
  try {
    const found = await deps.deployments.existing(subscription, [id], new AbortController().signal);
    return found.length === 0 ? undefined : nameTaken();
  } catch (error) {
    // It is asked for once more before anything is deployed, and then there is room to say why it cannot be answered.
    deps.log.warn(String(error));
    return undefined;
  }
}

const systemOf = (answers: CreateMachineAnswers): OperatingSystem => chosen(chosenImage(answers)).operatingSystem;
/** False as long as the image is not known: how many steps there will be is asked before the first. */
const isWindows = (answers: CreateMachineAnswers): boolean => chosenImage(answers)?.operatingSystem === "Windows";

/** Asks for image, name and size. The image comes first: it decides how long a name can be. */
export function machineSteps(deps: MachineStepDeps, kind: ComputeResourceKind): Step<CreateMachineAnswers>[] {
  return [
    answerStep("imagePick", (_, prompts) => prompts.pick(imageChoices(), { placeholder: vscode.l10n.t("Image") })),
    answerStep(
      "typedImage",
      async (_, prompts) => {
        const text = await prompts.input({
          prompt: vscode.l10n.t("Image as publisher:offer:sku:version, or the ID of an image"),
          check: (value) =>
            readImage(value.trim()) === undefined ? vscode.l10n.t("This image can't be used.") : undefined,
        });
        return chosen(readImage(text.trim()));
      },
      ({ imagePick }) => imagePick?.kind === "typed",
    ),
    answerStep(
      "typedSystem",
      (_, prompts) =>
        prompts.pick(
          [
            { label: "Linux", data: "Linux" as const },
            { label: "Windows", data: "Windows" as const },
          ],
          {
            placeholder: vscode.l10n.t("Operating system of the image"),
          },
        ),
      ({ imagePick }) => imagePick?.kind === "typed",
    ),
    answerStep("name", (answers, prompts) => {
      const taken = takenNames(deps, answers);
      return prompts.input({
        prompt:
          kind === "virtualMachine"
            ? vscode.l10n.t("Name of the new virtual machine")
            : vscode.l10n.t("Name of the new scale set"),
        placeholder: kind === "virtualMachine" ? "vm-" : "vmss-",
        check: (value) =>
          taken.has(value.toLowerCase()) ? nameTaken() : describeMachineName(value, systemOf(answers)),
        checkEntered: (value) => checkTaken(deps, kind, answers, value),
      });
    }),
    ...sizeSteps(deps),
  ];
}

function keyChoices(keys: readonly LocalSshKey[]): Choice<PickedOrTyped<string>>[] {
  return [
    ...keys.map(({ file, key }): Choice<PickedOrTyped<string>> => {
      const [algorithm = "", , comment = ""] = key.split(" ");
      return {
        icon: "key",
        label: file,
        description: algorithm,
        detail: comment,
        data: { kind: "picked", value: key },
      };
    }),
    { icon: "edit", label: vscode.l10n.t("Another key..."), data: { kind: "typed" } },
  ];
}

/** Asks how the administrator signs in, and offers the user's own public keys. Windows takes a password only. */
export function signInSteps(keys: readonly LocalSshKey[]): Step<CreateMachineAnswers>[] {
  const wantsPassword = (answers: CreateMachineAnswers): boolean =>
    answers.signInKind === "password" || isWindows(answers);
  return [
    answerStep("administrator", (answers, prompts) =>
      prompts.input({
        prompt: vscode.l10n.t("Name of the administrator"),
        value: "azureuser",
        check: (value) => describeAdministrator(value, systemOf(answers)),
      }),
    ),
    answerStep(
      "signInKind",
      (_, prompts) =>
        prompts.pick(
          [
            { label: vscode.l10n.t("SSH public key"), data: "sshKey" as const },
            { label: vscode.l10n.t("Password"), data: "password" as const },
          ],
          { placeholder: vscode.l10n.t("How the administrator signs in") },
        ),
      (answers) => !isWindows(answers),
    ),
    answerStep(
      "keyPick",
      (_, prompts) => prompts.pick(keyChoices(keys), { placeholder: vscode.l10n.t("SSH public key") }),
      ({ signInKind }) => signInKind === "sshKey" && keys.length > 0,
    ),
    answerStep(
      "publicKey",
      async (_, prompts) => {
        const check = (value: string): string | undefined => describeSshKey(value.trim());
        return (await prompts.input({ prompt: vscode.l10n.t("SSH public key, on one line"), check })).trim();
      },
      ({ signInKind, keyPick }) => signInKind === "sshKey" && (keys.length === 0 || keyPick?.kind === "typed"),
    ),
    answerStep(
      "password",
      (answers, prompts) =>
        prompts.input({
          prompt: vscode.l10n.t("Administrator password. It's used only for the deployment and isn't stored."),
          isSecret: true,
          check: (value) => describePassword(value, systemOf(answers)),
        }),
      wantsPassword,
    ),
    answerStep(
      "passwordAgain",
      (answers, prompts) =>
        prompts.input({
          prompt: vscode.l10n.t("Enter the password again"),
          isSecret: true,
          check: (value) => (value === answers.password ? undefined : vscode.l10n.t("The passwords don't match.")),
        }),
      wantsPassword,
    ),
  ];
}
