import * as vscode from "vscode";
import type { MachineSize } from "../../azure/compute/machineSizes";
import { isMachineSize } from "../../identity/newMachineChecks";
import type { MachineStepDeps } from "./deps";
import { withProgressWhereSlow } from "../../ui/cancellableProgress";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import type { CreateMachineAnswers, PickedOrTyped } from "./createMachineAnswers";
import { chosen } from "../../ui/steps/targets";
import { formatPlural } from "../../ui/words/plural";

/** Sizes that stand first where the region offers them; all that is offered where it does not tell, with numbers from Microsoft's lists of sizes. */
const COMMON_SIZES: readonly MachineSize[] = [
  { name: "Standard_B2s", vCpus: 2, memoryGiB: 4 },
  { name: "Standard_D2s_v3", vCpus: 2, memoryGiB: 8 },
  { name: "Standard_D2s_v5", vCpus: 2, memoryGiB: 8 },
  { name: "Standard_D4s_v5", vCpus: 4, memoryGiB: 16 },
  { name: "Standard_E8s_v5", vCpus: 8, memoryGiB: 64 },
];

type SizePick = PickedOrTyped<string>;

function toChoice({ name, vCpus, memoryGiB }: MachineSize): Choice<SizePick> {
  const data = { kind: "picked", value: name } as const;
  return vCpus === undefined || memoryGiB === undefined
    ? { label: name, data }
    : { label: name, description: formatSize(vCpus, memoryGiB), data };
}

const formatSize = (vCpus: number, memory: number): string =>
  formatPlural(vscode.l10n.t("{count, plural, one {# vCPU} other {# vCPUs}}, {memory} GiB memory"), {
    count: vCpus,
    memory,
  });

/** The sizes that the region offers; empty where that cannot be read, which stops nobody from naming one. */
async function offeredSizes(
  { machineSizes, log }: Pick<MachineStepDeps, "machineSizes" | "log">,
  answers: CreateMachineAnswers,
): Promise<readonly MachineSize[]> {
  const location = chosen(answers.location);
  const title = vscode.l10n.t("Listing the sizes in {location}", { location });
  try {
    return await withProgressWhereSlow(title, (signal) =>
      machineSizes.list(chosen(answers.createIn), location, signal),
    );
  } catch (error) {
    log.warn(String(error));
    return [];
  }
}

/** The common ones first. */
function ordered(sizes: readonly MachineSize[]): readonly MachineSize[] {
  const isCommon = ({ name }: MachineSize): boolean => COMMON_SIZES.some((common) => common.name === name);
  return [...sizes.filter(isCommon), ...sizes.filter((size) => !isCommon(size))];
}

/** Asks for the size: one of those that the region offers, or by its name where they cannot be listed. */
export function sizeSteps(deps: Pick<MachineStepDeps, "machineSizes" | "log">): Step<CreateMachineAnswers>[] {
  return [
    answerStep("sizePick", async (answers, prompts) => {
      const placeholder = vscode.l10n.t("Size");
      const sizes = await offeredSizes(deps, answers);
      if (sizes.length > 0) {
        return await prompts.search(ordered(sizes).map(toChoice), {
          placeholder,
          noMatch: (text) => vscode.l10n.t('No size that this region offers matches "{text}"', { text }),
        });
      }
      const typed: Choice<SizePick> = {
        icon: "edit",
        label: vscode.l10n.t("Another size..."),
        detail: vscode.l10n.t("The sizes of the region couldn't be listed."),
        data: { kind: "typed" },
      };
      return await prompts.pick([...COMMON_SIZES.map(toChoice), typed], { placeholder });
    }),
    answerStep(
      "typedSize",
      (_, prompts) =>
        prompts.input({
          prompt: vscode.l10n.t("Size, such as {example}", { example: "Standard_D8s_v5" }),
          check: (value) => (isMachineSize(value) ? undefined : vscode.l10n.t("This isn't the name of a size.")),
        }),
      ({ sizePick }) => sizePick?.kind === "typed",
    ),
  ];
}
