import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { FirstRole, FirstRoleScope } from "../../identity/newMachine";
import type { FirstRoleDeps } from "./deps";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import { placeChoices, searchResource } from "../../ui/steps/accessPlaces";
import type { CreateMachineAnswers } from "./createMachineAnswers";
import { groupName } from "../../ui/steps/placeSteps";
import { roleChoices } from "../../ui/steps/roleChoices";
import { chosen } from "../../ui/steps/targets";

type RoleAnswer = NonNullable<CreateMachineAnswers["role"]>;
type RolePlace = NonNullable<CreateMachineAnswers["rolePlace"]>;

const wantsSystem = ({ identities = [] }: CreateMachineAnswers): boolean => identities.includes("system");
const wantsRole = (answers: CreateMachineAnswers): boolean =>
  wantsSystem(answers) && answers.role !== undefined && answers.role !== "none";

/** The machine's own group first; it may not exist yet, and is left out of the others. */
async function places(
  deps: Pick<FirstRoleDeps, "identities">,
  answers: CreateMachineAnswers,
  signal: AbortSignal,
): Promise<Choice<RolePlace>[]> {
  const own = groupName(answers) ?? "";
  const all = await placeChoices(deps, chosen(answers.createIn), signal);
  const isOwn = ({ data }: Choice<RolePlace>): boolean =>
    data.kind === "resourceGroup" && data.resourceGroup.toLowerCase() === own.toLowerCase();
  return [
    {
      icon: "folder",
      label: own,
      description: vscode.l10n.t("the resource group of the new machine"),
      data: { kind: "ownGroup" },
    },
    ...all.filter((place) => !isOwn(place)),
  ];
}

/** Asks for a role of the new system-assigned identity, and where it is to hold. */
export function roleSteps(deps: FirstRoleDeps): Step<CreateMachineAnswers>[] {
  const { signal } = new AbortController();
  return [
    answerStep(
      "role",
      (answers, prompts) => {
        const none: Choice<RoleAnswer> = {
          icon: "circle-slash",
          label: vscode.l10n.t("No role for now"),
          data: "none",
        };
        const roles = roleChoices(deps, chosen(answers.createIn), signal);
        return prompts.pick(
          roles.then((all): Choice<RoleAnswer>[] => [none, ...all]),
          {
            placeholder: vscode.l10n.t("Role of the system-assigned identity"),
            loading: vscode.l10n.t("Listing roles..."),
          },
        );
      },
      wantsSystem,
    ),
    answerStep(
      "rolePlace",
      (answers, prompts) =>
        prompts.pick(places(deps, answers, signal), {
          placeholder: vscode.l10n.t("Where the system-assigned identity gets the role"),
          loading: vscode.l10n.t("Listing resource groups..."),
        }),
      wantsRole,
    ),
    answerStep(
      "roleResource",
      (answers, prompts) => searchResource(deps, prompts, [chosen(answers.createIn)], signal),
      (answers) => wantsRole(answers) && answers.rolePlace?.kind === "resource",
    ),
  ];
}

/** The role that was chosen, with where it holds; undefined where none was. */
export function chosenRole(answers: CreateMachineAnswers): FirstRole | undefined {
  const { role } = answers;
  return role === undefined || role === "none" || !wantsSystem(answers)
    ? undefined
    : { assignmentName: randomUUID(), roleDefinitionId: role.id, scope: chosenScope(answers) };
}

function chosenScope({ rolePlace, roleResource }: CreateMachineAnswers): FirstRoleScope {
  const place = chosen(rolePlace);
  return place.kind === "resource" ? { kind: "resource", id: chosen(roleResource).resource.id } : place;
}
