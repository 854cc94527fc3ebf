import { changeComments, isRunnable } from "./changeComments";
import { grouped } from "./grouped";
import { newIdentityPlace } from "./newIdentityPlace";
import type {
  NewResourceGroup,
  NewRoleAssignment,
  NewUserAssignedIdentity,
  Operation,
  PlannedChange,
} from "./operation";
import { RenderError } from "./renderError";
import type { RenderOptions } from "./renderOptions";
import { type RestRequest, restRequest } from "./restRequest";
import { type Command, LOOP_ITEM, type Step, type Word } from "./shellScript";

/** What the CLI calls the system-assigned identity in a list of identities. */
const SYSTEM = "[system]";

/** The CLI puts a file's content in the place of `@file`, also behind an `=`: such a text would send away what lies on the user's disk. */
function namesFile(word: string): boolean {
  return /^(?:[^=]*=)?@/.test(word);
}

function restCommand(request: RestRequest, url: Word): Command {
  const headers = request.ifMatch === undefined ? [] : ["--headers", `If-Match=${request.ifMatch}`];
  const address = ["--url", url, "--url-parameters", `api-version=${request.apiVersion}`];
  return [
    "az",
    "rest",
    "--method",
    request.method.toLowerCase(),
    ...address,
    ...headers,
    "--body",
    // The same text to JSON, and no file's name to the CLI.
    JSON.stringify(request.body).replaceAll("=@", "=\\u0040"),
  ];
}

/** Why a change is one PATCH and not the CLI's own command; undefined where that command loses nothing. */
function reasonForPatch({ plan, resource }: PlannedChange): "onePatch" | "flexibleNeedsPatch" | undefined {
  const { systemAssigned, assigned, removed } = plan.difference;
  const adds = systemAssigned === "enabled" || assigned.length > 0;
  const drops = systemAssigned === "disabled" || removed.length > 0;
  if (adds && drops) {
    return "onePatch";
  }
  // After the change the CLI (2.45) looks for an upgrade policy, which a Flexible scale set need not have, and fails.
  const flexible = resource.kind === "scaleSet" && resource.orchestrationMode === "Flexible";
  return flexible && adds ? "flexibleNeedsPatch" : undefined;
}

function changeCommands(change: PlannedChange, options: RenderOptions): Command[] {
  if (reasonForPatch(change) !== undefined) {
    const version = options.apiVersion;
    return [
      restCommand(restRequest(change, version), LOOP_ITEM),
      // The PATCH is answered before the operation has ended.
      ["az", "resource", "wait", "--updated", "--interval", "5", "--api-version", version, "--ids", LOOP_ITEM],
    ];
  }
  const { systemAssigned, assigned, removed } = change.plan.difference;
  const noun = change.resource.kind === "virtualMachine" ? "vm" : "vmss";
  const verb = systemAssigned === "enabled" || assigned.length > 0 ? "assign" : "remove";
  const system = systemAssigned === "unchanged" ? [] : [SYSTEM];
  const ids = [...assigned, ...removed].map((identity) => identity.id);
  return [["az", noun, "identity", verb, "--ids", LOOP_ITEM, "--identities", ...system, ...ids]];
}

function ownComments(change: PlannedChange, { words }: RenderOptions): string[] {
  const comments = changeComments(change, words);
  if (!isRunnable(change)) {
    return comments;
  }
  const reason = reasonForPatch(change);
  if (reason !== undefined) {
    return [...comments, words[reason]];
  }
  const adds = change.plan.difference.removed.length === 0 && change.plan.difference.systemAssigned !== "disabled";
  return change.resource.kind === "scaleSet" && adds ? [...comments, words.ignoreUpgradeHint] : comments;
}

function changeSteps(changes: readonly PlannedChange[], options: RenderOptions): Step[] {
  const commands = changes.filter(isRunnable).map((change) => ({ change, commands: changeCommands(change, options) }));
  // One command for each resource and not one with many ids: with several ids the CLI shares `[system]` between
  // them and skips it after the first, and it ends with success although some have failed.
  const runs = grouped(commands, (entry) => JSON.stringify(entry.commands)).map((group): Step => ({
    kind: "run",
    items: group.map((entry) => entry.change.resourceId),
    commands: group[0]?.commands ?? [],
  }));
  const comments = new Set(changes.flatMap((change) => ownComments(change, options)));
  return [...[...comments].map((text): Step => ({ kind: "comment", text })), ...runs];
}

/** A tag as a word; undefined where the CLI cannot take it: it splits at the first `=`, and knows options by their `-`. */
function tagWord([name, value]: readonly [string, string]): string | undefined {
  const word = `${name}=${value}`;
  return name === "" || name.includes("=") || name.startsWith("-") || namesFile(word) ? undefined : word;
}

/** An option with its value; a value that looks like an option is joined to it. */
function option(name: string, value: string): string[] {
  return value.startsWith("-") ? [`${name}=${value}`] : [name, value];
}

function createSteps(operation: NewUserAssignedIdentity, options: RenderOptions): Step[] {
  const { subscriptionId, resourceGroup, name } = newIdentityPlace(operation);
  const tags = Object.entries(operation.tags).map(tagWord);
  const tagWords = tags.filter((tag) => tag !== undefined);
  // The CLI (2.45) has no option for the isolation scope; `None` is what it gets without one.
  if (tagWords.length < tags.length || operation.isolationScope === "Regional") {
    const request = restRequest(operation, options.apiVersion);
    return [{ kind: "run", items: [], commands: [restCommand(request, request.path)] }];
  }
  const command = [
    ...["az", "identity", "create", "--subscription", subscriptionId],
    ...option("--resource-group", resourceGroup),
    ...option("--name", name),
    ...["--location", operation.location],
    ...(tagWords.length > 0 ? ["--tags", ...tagWords] : []),
  ];
  return [{ kind: "run", items: [], commands: [command] }];
}

function groupSteps({ subscriptionId, name, location }: NewResourceGroup): Step[] {
  const command = [
    ...["az", "group", "create", "--subscription", subscriptionId],
    ...option("--name", name),
    ...["--location", location],
  ];
  return [{ kind: "run", items: [], commands: [command] }];
}

function roleSteps(operation: NewRoleAssignment): Step[] {
  const { roleDefinitionId } = operation;
  // The CLI takes an id below a subscription, or the GUID alone; it reads any other text as the role's name.
  const role = /^\/subscriptions\//i.test(roleDefinitionId)
    ? roleDefinitionId
    : (roleDefinitionId.split("/").at(-1) ?? "");
  const command = [
    ...["az", "role", "assignment", "create", "--name", operation.name],
    ...["--assignee-object-id", operation.principalId, "--assignee-principal-type", "ServicePrincipal"],
    ...["--role", role, "--scope", operation.scope],
  ];
  return [{ kind: "run", items: [], commands: [command] }];
}

function operationSteps(operation: Operation, options: RenderOptions): Step[] {
  switch (operation.kind) {
    case "createResourceGroup":
      return groupSteps(operation);
    case "createUserAssignedIdentity":
      return createSteps(operation, options);
    case "assignRole":
      return roleSteps(operation);
    case "changeIdentities":
      return [];
  }
}

function allWords(step: Step): readonly Word[] {
  return step.kind === "run" ? [...step.items, ...step.commands.flat()] : [];
}

/**
 * The operations as commands of the Azure CLI, for any shell. Changes that need the same command become one loop over their resources.
 * @throws RenderError where the CLI would read a word as the name of a file.
 */
export function azureCliSteps(operations: readonly Operation[], options: RenderOptions): Step[] {
  const steps = grouped(operations, (operation) => operation.kind).flatMap((group) => [
    ...changeSteps(
      group.filter((operation) => operation.kind === "changeIdentities"),
      options,
    ),
    ...group.flatMap((operation) => operationSteps(operation, options)),
  ]);
  const file = steps.flatMap(allWords).find((word) => typeof word === "string" && namesFile(word));
  if (typeof file === "string") {
    throw new RenderError("notInThisShell", file);
  }
  return steps;
}
