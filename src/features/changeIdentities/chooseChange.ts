import type { ChangeTarget } from "../../azure/compute/computeResource";
import * as vscode from "vscode";
import type { IdentityChange } from "../../identity/identityChange";
import { identityDifference, NO_IDENTITY } from "../../identity/identityState";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import { assignableIdentities, type PickDeps, removableIdentities } from "./identityPicks";
import { chosen } from "../../ui/steps/targets";

type ChangeKind = Exclude<IdentityChange["kind"], "setTo" | "several">;

/** What choosing a change has learnt. */
export interface ChangeAnswers {
  target?: ChangeTarget;
  changeKind?: ChangeKind;
  ids?: readonly string[];
}

/** The changes that make sense on a resource as it is. */
function kinds({ resource }: ChangeTarget): Choice<ChangeKind>[] {
  if (resource.identity.kind === "unreadable") {
    return [];
  }
  const { systemAssigned, removed } = identityDifference(resource.identity.state, NO_IDENTITY);
  const isOn = systemAssigned === "disabled";
  const hasSome = removed.length > 0;
  return [
    ...(isOn
      ? [{ label: vscode.l10n.t("Disable the system-assigned identity"), data: "disableSystemAssigned" as const }]
      : [{ label: vscode.l10n.t("Enable the system-assigned identity"), data: "enableSystemAssigned" as const }]),
    { label: vscode.l10n.t("Assign user-assigned identities..."), data: "assignUserAssigned" },
    ...(hasSome
      ? [
          { label: vscode.l10n.t("Remove user-assigned identities..."), data: "removeUserAssigned" as const },
          { label: vscode.l10n.t("Remove all user-assigned identities"), data: "removeAllUserAssigned" as const },
        ]
      : []),
    ...(isOn || hasSome ? [{ label: vscode.l10n.t("Remove all identities"), data: "removeAll" as const }] : []),
  ];
}

const needsIds = (kind: ChangeKind | undefined): boolean =>
  kind === "assignUserAssigned" || kind === "removeUserAssigned";

/** Asks which change, and for which identities, after the resource is known. */
export function changeSteps(deps: PickDeps): Step<ChangeAnswers>[] {
  return [
    answerStep("changeKind", (answers, prompts) => {
      const target = chosen(answers.target);
      return prompts.pick(kinds(target), {
        placeholder: vscode.l10n.t("Which change to {0}? Nothing is changed in Azure.", target.resource.name),
        empty: vscode.l10n.t("Couldn't read the identities of {0}.", target.resource.name),
      });
    }),
    answerStep(
      "ids",
      (answers, prompts) => {
        const target = chosen(answers.target);
        const isAssigned = answers.changeKind === "assignUserAssigned";
        const choices = isAssigned ? assignableIdentities(deps, [target]) : removableIdentities([target]);
        return prompts.pickMany(choices, {
          placeholder: vscode.l10n.t("Identities for {0}", target.resource.name),
        });
      },
      ({ changeKind }) => needsIds(changeKind),
    ),
  ];
}

/** The change that the steps have asked for. */
export function chosenChange({ changeKind, ids = [] }: ChangeAnswers): IdentityChange {
  const kind = chosen(changeKind);
  return kind === "assignUserAssigned" || kind === "removeUserAssigned" ? { kind, ids } : { kind };
}
