import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { UserAssignedIdentityResource } from "../../azure/computeResource";
import type { Location, ResourceGroup } from "../../azure/gateways";
import { checkUserAssignedIdentityName } from "../../identity/naming";
import type { App } from "../app";
import { withCancellableProgress } from "../progress";
import type { Step } from "../prompts";
import { nameCheckInWords } from "../words/naming";
import { chosen } from "./targets";

/** What creating a user-assigned identity has to know. */
export interface CreateIdentityAnswers {
  createIn?: Subscription;
  resourceGroup?: ResourceGroup;
  name?: string;
  location?: string;
}

function existingNames(app: App, { createIn, resourceGroup }: CreateIdentityAnswers): Set<string> {
  const group = resourceGroup?.name.toLowerCase();
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
  const signal = new AbortController().signal;
  const resourceGroup: Step<Answers> = {
    id: "resourceGroup",
    isNeeded: (answers) => isWanted(answers) && answers.resourceGroup === undefined,
    async ask(answers, prompts) {
      const groups = app.identities.listResourceGroups(chosen(answers.createIn), signal);
      const toChoice = (group: ResourceGroup) => ({ label: group.name, description: group.location, data: group });
      answers.resourceGroup = await prompts.pick(
        groups.then((all) => all.map(toChoice)),
        { placeholder: vscode.l10n.t("Resource group of the new identity") },
      );
    },
    forget(answers) {
      delete answers.resourceGroup;
    },
  };
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
  const location: Step<Answers> = {
    id: "location",
    isNeeded: (answers) => isWanted(answers) && answers.location === undefined,
    async ask(answers, prompts) {
      const own = chosen(answers.resourceGroup).location.toLowerCase();
      const all = await app.identities.listLocations(chosen(answers.createIn), signal);
      const isOwn = (region: Location): boolean => region.name.toLowerCase() === own;
      const sorted = [...all].sort((left, right) => Number(isOwn(right)) - Number(isOwn(left)));
      answers.location = await prompts.pick(
        sorted.map((region) => ({
          label: region.displayName,
          description: isOwn(region) ? vscode.l10n.t("{0}, as the resource group", region.name) : region.name,
          data: region.name,
        })),
        { placeholder: vscode.l10n.t("Region of the new identity") },
      );
    },
    forget(answers) {
      delete answers.location;
    },
  };
  return [resourceGroup, name, location];
}

/** Creates the identity that the steps have asked for, and adds it to the inventory. @throws AzureError */
export async function createIdentity(app: App, answers: CreateIdentityAnswers): Promise<UserAssignedIdentityResource> {
  const subscription = chosen(answers.createIn);
  const name = chosen(answers.name);
  const identity = await withCancellableProgress(vscode.l10n.t("Creating {0}", name), (signal) =>
    app.identities.create(
      subscription,
      { resourceGroup: chosen(answers.resourceGroup).name, name, location: chosen(answers.location) },
      signal,
    ),
  );
  app.inventory.addIdentity(subscription, identity);
  return identity;
}
