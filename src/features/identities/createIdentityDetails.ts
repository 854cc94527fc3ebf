import * as vscode from "vscode";
import type { IsolationScope } from "../../azure/identities/identityLifecycle";
import { readTags } from "../../azure/identities/identityLifecycleTags";
import { answerStep, type Choice, type Step } from "../../ui/prompts";
import { describeTagFault } from "./tagsWords";
import type { CreateIdentityAnswers } from "./createIdentitySteps";

function scopeChoices(): Choice<IsolationScope>[] {
  return [
    {
      label: vscode.l10n.t("Any region"),
      description: vscode.l10n.t("default"),
      detail: vscode.l10n.t("Resources in any region can use the identity."),
      data: "None",
    },
    {
      label: vscode.l10n.t("Its region only"),
      description: vscode.l10n.t("isolation scope Regional"),
      detail: vscode.l10n.t("Azure can reject assigning the identity to resources in other regions."),
      data: "Regional",
    },
  ];
}

/** Asks for what a new identity can do without: its isolation scope and its tags. */
export function createIdentityDetails(): Step<CreateIdentityAnswers>[] {
  return [
    answerStep("isolationScope", (_, prompts) =>
      prompts.pick(scopeChoices(), { placeholder: vscode.l10n.t("Where the identity can be used") }),
    ),
    answerStep("tags", async (_, prompts) => {
      const text = await prompts.input({
        prompt: vscode.l10n.t("Tags of the new identity as name=value, separated by commas. Leave empty for none."),
        placeholder: "team=web, cost=42",
        check: (value) => {
          const reading = readTags(value);
          return reading.kind === "invalid" ? describeTagFault(reading) : undefined;
        },
      });
      const reading = readTags(text);
      return reading.kind === "tags" ? reading.tags : {};
    }),
  ];
}
