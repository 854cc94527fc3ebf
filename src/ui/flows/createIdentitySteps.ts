import * as vscode from "vscode";
import type { UserAssignedIdentityResource } from "../../azure/computeResource";
import type { IsolationScope } from "../../azure/identityLifecycle";
import { checkUserAssignedIdentityName } from "../../identity/naming";
import type { App } from "../app";
import { withCancellableProgress } from "../progress";
import type { Step } from "../prompts";
import { nameCheckInWords } from "../words/naming";
import { groupName, locationStep, type PlaceAnswers, resourceGroupSteps } from "./placeSteps";
import { chosen } from "./targets";

/** What creating a user-assigned identity has to know. */
export interface CreateIdentityAnswers extends PlaceAnswers {
  name?: string;
  isolationScope?: IsolationScope;
  tags?: Readonly<Record<string, string>>;
}

function existingNames(app: App, answers: CreateIdentityAnswers): Set<string> {
  const { createIn } = answers;
  const group = groupName(answers)?.toLowerCase();
  const identities = app.inventory.subscriptions
    .filter((each) => each.subscription.subscriptionId === createIn?.subscriptionId)
    .flatMap((each) => [...each.identities.values()])
    .filter((identity) => identity.resourceGroup.toLowerCase() === group);
  return new Set(identities.map((identity) => identity.name.toLowerCase()));
}

/** Asks for resource group, name and region of a new identity, where `isWanted` says that there will be one. */
export function createIdentitySteps<Answers extends CreateIdentityAnswers>(
  app: App,
  isWanted: (answers: Answers) => boolean,
): Step<Answers>[] {
  const name: Step<Answers> = {
    id: "name",
    isNeeded: (answers) => isWanted(answers) && answers.name === undefined,
    async ask(answers, prompts) {
      const taken = existingNames(app, answers);
      answers.name = await prompts.input({
        prompt: vscode.l10n.t("Name of the new user-assigned identity"),
        placeholder: "id-",
        check: (value) =>
          taken.has(value.toLowerCase())
            ? vscode.l10n.t("There is an identity of this name in the resource group.")
            : nameCheckInWords(checkUserAssignedIdentityName(value), 3, 128),
      });
    },
    forget(answers) {
      delete answers.name;
    },
  };
  return [
    ...resourceGroupSteps(app, isWanted, vscode.l10n.t("Resource group of the new identity")),
    name,
    locationStep(app, isWanted, vscode.l10n.t("Region of the new identity")),
  ];
}

/** Creates the identity that the steps have asked for, and adds it to the inventory. @throws AzureError */
export async function createIdentity(app: App, answers: CreateIdentityAnswers): Promise<UserAssignedIdentityResource> {
  const subscription = chosen(answers.createIn);
  const name = chosen(answers.name);
  const resourceGroup = chosen(groupName(answers));
  const location = chosen(answers.location);
  const { isolationScope, tags } = answers;
  const identity = await withCancellableProgress(vscode.l10n.t("Creating {0}", name), async (signal) => {
    if (answers.resourceGroup?.kind === "new") {
      await app.identities.createResourceGroup(subscription, resourceGroup, location, signal);
    }
    return await app.identities.create(
      subscription,
      {
        resourceGroup,
        name,
        location,
        ...(isolationScope === undefined ? {} : { isolationScope }),
        ...(tags === undefined ? {} : { tags }),
      },
      signal,
    );
  });
  app.inventory.addIdentity(subscription, identity);
  return identity;
}
