import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type {
  Location,
  ResourceGroup,
  UserAssignedIdentityGateway,
} from "../../azure/identities/userAssignedIdentities";
import { checkResourceGroupName } from "../../identity/naming";
import { answerStep, type Choice, type Step } from "../prompts";
import { describeGroupNameCheck } from "../words/nameCheck";
import { chosen } from "./targets";

/** What asking for a place works with. */
export interface PlaceDeps {
  readonly identities: Pick<UserAssignedIdentityGateway, "listLocations" | "listResourceGroups">;
}

/** Where something new goes: into a group that is there, or into one that is created for it and takes its region. */
export type ChosenGroup =
  | { readonly kind: "existing"; readonly group: ResourceGroup }
  | { readonly kind: "new"; readonly taken: ReadonlySet<string> };

/** Where something new goes. */
export interface PlaceAnswers {
  createIn?: Subscription;
  resourceGroup?: ChosenGroup;
  newResourceGroup?: string;
  location?: string;
}

/** The resource group that was chosen or named, once it was. */
export function groupName({ resourceGroup, newResourceGroup }: PlaceAnswers): string | undefined {
  return resourceGroup?.kind === "existing" ? resourceGroup.group.name : newResourceGroup;
}

const newResourceGroupStep = answerStep<PlaceAnswers, "newResourceGroup">(
  "newResourceGroup",
  ({ resourceGroup: group }, prompts) => {
    const taken = group?.kind === "new" ? group.taken : new Set<string>();
    return prompts.input({
      prompt: vscode.l10n.t("Name of the new resource group"),
      placeholder: "rg-",
      check: (value) =>
        taken.has(value.toLowerCase())
          ? vscode.l10n.t("A resource group with this name already exists.")
          : describeGroupNameCheck(checkResourceGroupName(value)),
    });
  },
  ({ resourceGroup }) => resourceGroup?.kind === "new",
);

/** Asks for a resource group, existing or new, where `isWanted` says that something will be created. */
export function resourceGroupSteps<Answers extends PlaceAnswers>(
  { identities }: PlaceDeps,
  isWanted: (answers: Answers) => boolean,
  placeholder: string,
): Step<Answers>[] {
  const signal = new AbortController().signal;
  return [
    answerStep<Answers, "resourceGroup", PlaceAnswers>(
      "resourceGroup",
      (answers, prompts) => {
        const groups = identities.listResourceGroups(chosen(answers.createIn), signal);
        return prompts.pick(groups.then(groupChoices), { placeholder });
      },
      isWanted,
    ),
    newResourceGroupStep,
  ];
}

/** Asks for a region, that of the resource group first. */
export function locationStep<Answers extends PlaceAnswers>(
  { identities }: PlaceDeps,
  isWanted: (answers: Answers) => boolean,
  placeholder: string,
): Step<Answers> {
  const signal = new AbortController().signal;
  return answerStep<Answers, "location", PlaceAnswers>(
    "location",
    async (answers, prompts) => {
      const { resourceGroup: group } = answers;
      const own = group?.kind === "existing" ? group.group.location.toLowerCase() : undefined;
      const all = await identities.listLocations(chosen(answers.createIn), signal);
      const isOwn = (region: Location): boolean => region.name.toLowerCase() === own;
      const sorted = [...all].sort((left, right) => Number(isOwn(right)) - Number(isOwn(left)));
      return await prompts.pick(
        sorted.map((region) => ({
          label: region.displayName,
          description: isOwn(region) ? vscode.l10n.t("{0}, as the resource group", region.name) : region.name,
          data: region.name,
        })),
        { placeholder },
      );
    },
    isWanted,
  );
}

function groupChoices(groups: readonly ResourceGroup[]): Choice<ChosenGroup>[] {
  const taken = new Set(groups.map((group) => group.name.toLowerCase()));
  return [
    { icon: "add", label: vscode.l10n.t("New resource group..."), data: { kind: "new", taken } },
    ...groups.map((group): Choice<ChosenGroup> => ({
      label: group.name,
      description: group.location,
      data: { kind: "existing", group },
    })),
  ];
}
