import * as vscode from "vscode";
import type { ComputeResourceKind } from "../../identity/computeResourceType";
import { applyChange, type IdentityChange } from "../../identity/identityChange";
import { type IdentityState, NO_IDENTITY } from "../../identity/identityState";
import type { MachineNetwork } from "../../identity/newMachine";
import type { NetworkDeps } from "./deps";
import type { TargetDeps } from "../../ui/steps/targets";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import { formatPlace } from "../../ui/words/identityResource";
import type { CreateMachineAnswers } from "./createMachineAnswers";
import { identitySources } from "../changeIdentities/identityPicks";
import { chosen } from "../../ui/steps/targets";

type IdentityPick = "system" | { readonly id: string };

/** What the machine is to carry from the start. */
export function chosenIdentity({ identities = [] }: CreateMachineAnswers): IdentityState {
  const ids = identities.flatMap((identity) => (identity === "system" ? [] : [identity.id]));
  const changes: IdentityChange[] = [
    ...(identities.includes("system") ? [{ kind: "enableSystemAssigned" } as const] : []),
    { kind: "assignUserAssigned", ids },
  ];
  return applyChange(NO_IDENTITY, { kind: "several", changes });
}

/** Asks for the mode of a scale set and how many instances it starts with. */
export function scaleSetSteps(kind: ComputeResourceKind): Step<CreateMachineAnswers>[] {
  const isScaleSet = (): boolean => kind === "scaleSet";
  return [
    answerStep(
      "orchestrationMode",
      (_, prompts) =>
        prompts.pick(
          [
            {
              label: "Flexible",
              detail: vscode.l10n.t("Instances are virtual machines. Supports only user-assigned identities."),
              data: "Flexible" as const,
            },
            {
              label: "Uniform",
              detail: vscode.l10n.t("Instances are identical. Supports both kinds of identities."),
              data: "Uniform" as const,
            },
          ],
          { placeholder: vscode.l10n.t("Orchestration mode") },
        ),
      isScaleSet,
    ),
    answerStep(
      "instanceCount",
      async (_, prompts) => {
        const isCount = (value: string): boolean => /^\d{1,4}$/.test(value) && Number(value) <= 1000;
        const text = await prompts.input({
          prompt: vscode.l10n.t("Number of instances"),
          value: "2",
          check: (value) => (isCount(value) ? undefined : vscode.l10n.t("Enter a number from 0 to 1000.")),
        });
        return Number(text);
      },
      isScaleSet,
    ),
  ];
}

/** Regions are named in two ways: `westeurope` and `West Europe`. */
function sameRegion(left: string, right: string): boolean {
  const key = (region: string): string => region.toLowerCase().replaceAll(" ", "");
  return key(left) === key(right);
}

async function networkChoices(
  deps: NetworkDeps,
  answers: CreateMachineAnswers,
  signal: AbortSignal,
): Promise<Choice<MachineNetwork>[]> {
  const networks = await deps.network.list(chosen(answers.createIn), signal);
  const subnets = networks
    .filter(({ location }) => sameRegion(location, chosen(answers.location)))
    .flatMap((network) =>
      network.subnets.map((subnet): Choice<MachineNetwork> => ({
        label: subnet.name,
        // A heading would not do: where there is one network only, VS Code's pick shows none.
        description: vscode.l10n.t("{name} in {place}", { name: network.name, place: network.resourceGroup }),
        ...(subnet.addressPrefix === undefined ? {} : { detail: subnet.addressPrefix }),
        data: { kind: "existing", subnetId: subnet.id },
      })),
    );
  const detail = vscode.l10n.t("10.0.0.0/16 with one subnet, no public IP addresses");
  return [{ icon: "add", label: vscode.l10n.t("New network..."), detail, data: { kind: "new" } }, ...subnets];
}

/** Asks for the network. */
export function networkStep(deps: NetworkDeps): Step<CreateMachineAnswers> {
  const { signal } = new AbortController();
  return answerStep("network", (answers, prompts) =>
    prompts.pick(networkChoices(deps, answers, signal), {
      placeholder: vscode.l10n.t("Network, in the region of the machine"),
      loading: vscode.l10n.t("Listing networks..."),
    }),
  );
}

async function identityChoices(deps: TargetDeps, answers: CreateMachineAnswers): Promise<Choice<IdentityPick>[]> {
  const sources = await identitySources(deps, [chosen(answers.createIn)]);
  const existing = sources.flatMap(({ subscription, identities }) =>
    [...identities.values()].map((identity): Choice<IdentityPick> => ({
      label: identity.name,
      description: formatPlace(identity),
      group: subscription.name,
      data: { id: identity.id },
    })),
  );
  const system: Choice<IdentityPick> = {
    label: vscode.l10n.t("System-assigned"),
    description: vscode.l10n.t("deleted with the virtual machine"),
    picked: true,
    data: "system",
  };
  return answers.orchestrationMode === "Flexible" ? existing : [system, ...existing];
}

/** Asks for the identities. */
export function identitiesStep(deps: TargetDeps): Step<CreateMachineAnswers> {
  return answerStep("identities", (answers, prompts) =>
    prompts.pickMany(identityChoices(deps, answers), {
      placeholder:
        answers.orchestrationMode === "Flexible"
          ? vscode.l10n.t("Identities of the scale set: a Flexible scale set supports only user-assigned identities")
          : vscode.l10n.t("Initial identities"),
      allowsNone: true,
      loading: vscode.l10n.t("Listing user-assigned identities..."),
    }),
  );
}
