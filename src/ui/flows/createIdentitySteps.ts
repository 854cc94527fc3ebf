import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import type { UserAssignedIdentityResource } from "../../azure/computeResource";
import type { Location, ResourceGroup } from "../../azure/gateways";
import type { IsolationScope } from "../../azure/identityLifecycle";
import { checkResourceGroupName, checkUserAssignedIdentityName } from "../../identity/naming";
import type { App } from "../app";
import { withCancellableProgress } from "../progress";
import type { Choice, Step } from "../prompts";
import { groupNameCheckInWords, nameCheckInWords } from "../words/naming";
import { chosen } from "./targets";

/** Where something new goes: into a group that is there, or into one that is made for it and takes its region. */
export type ChosenGroup =
  | { readonly kind: "existing"; readonly group: ResourceGroup }
  | { readonly kind: "new"; readonly taken: ReadonlySet<string> };

/** What creating a user-assigned identity has to know. */
export interface CreateIdentityAnswers {
  createIn?: Subscription;
  resourceGroup?: ChosenGroup;
  newResourceGroup?: string;
  name?: string;
  location?: string;
  isolationScope?: IsolationScope;
  tags?: Readonly<Record<string, string>>;
}

function groupName({ resourceGroup, newResourceGroup }: CreateIdentityAnswers): string | undefined {
  return resourceGroup?.kind === "existing" ? resourceGroup.group.name : newResourceGroup;
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
  const signal = new AbortController().signal;
  const resourceGroup: Step<Answers> = {
    id: "resourceGroup",
    isNeeded: (answers) => isWanted(answers) && answers.resourceGroup === undefined,
    async ask(answers, prompts) {
      const groups = app.identities.listResourceGroups(chosen(answers.createIn), signal);
      answers.resourceGroup = await prompts.pick(groups.then(groupChoices), {
        placeholder: vscode.l10n.t("Resource group of the new identity"),
      });
    },
    forget(answers) {
      delete answers.resourceGroup;
    },
  };
  const newResourceGroup: Step<Answers> = {
    id: "newResourceGroup",
    isNeeded: (answers) => answers.resourceGroup?.kind === "new" && answers.newResourceGroup === undefined,
    async ask(answers, prompts) {
      const { resourceGroup: group } = answers;
      const taken = group?.kind === "new" ? group.taken : new Set<string>();
      answers.newResourceGroup = await prompts.input({
        prompt: vscode.l10n.t("Name of the new resource group"),
        placeholder: "rg-",
        check: (value) =>
          taken.has(value.toLowerCase())
            ? vscode.l10n.t("There is a resource group of this name.")
            : groupNameCheckInWords(checkResourceGroupName(value)),
      });
    },
    forget(answers) {
      delete answers.newResourceGroup;
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
      const { resourceGroup: group } = answers;
      const own = group?.kind === "existing" ? group.group.location.toLowerCase() : undefined;
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
  return [resourceGroup, newResourceGroup, name, location];
}

function groupChoices(groups: readonly ResourceGroup[]): Choice<ChosenGroup>[] {
  const taken = new Set(groups.map((group) => group.name.toLowerCase()));
  return [
    { label: vscode.l10n.t("$(add) New resource group..."), data: { kind: "new", taken } },
    ...groups.map((group): Choice<ChosenGroup> => ({
      label: group.name,
      description: group.location,
      data: { kind: "existing", group },
    })),
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
