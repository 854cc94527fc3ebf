import { beforeAll, describe, expect, inject, test } from "vitest";
import { identities, idsOf } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import "./harness/provided";
import {
  complete,
  installMemoryFiles,
  OPEN_IN_MEMORY,
  saved,
  takeActionAt,
  templateOf,
  waitForTabLabel,
  waitForFileAgain,
  waitForLenses,
} from "./support/templateFiles";

const USER_ASSIGNED = "Microsoft.ManagedIdentity/userAssignedIdentities";
const ASSIGN = "Assign user-assigned identities...";

interface TemplateObject {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly resources: readonly Readonly<Record<string, unknown>>[];
}

const machine = (name: string, identity = "") => `"type": "Microsoft.Compute/virtualMachines",
"apiVersion": "2023-03-01",
"name": "${name}",
${identity}"properties": {}`;

const scaleSet = (name: string) => machine(name).replace("virtualMachines", "virtualMachineScaleSets");

const declared = `"type": "${USER_ASSIGNED}",
"apiVersion": "2023-01-31",
"name": "id-of-this"`;

const holding = (...ids: readonly string[]) => ({
  type: "UserAssigned",
  userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])),
});

const list = (entry: string) => `"identity": {
  "type": "UserAssigned",
  "userAssignedIdentities": {
    ${entry}
  }
},
`;

const byParts = `[resourceId('${identities.webApi.split("/")[2] ?? ""}', 'rg-web-prod', '${USER_ASSIGNED}', 'id-web-api')]`;

const shared = `"identity": "[variables('identity')]",\n`;

/** A template whose two machines have the same variable for their identity. */
const sharing = (...identity: readonly string[]) =>
  templateOf(machine("vm-1", shared), machine("vm-2", shared)).replace(
    `  "resources"`,
    `  "variables": {\n    "identity": {\n      ${identity.join(",\n      ")}\n    }\n  },\n  "resources"`,
  );

const files = {
  "parameter.json": templateOf(machine("vm-1")),
  "declared.json": templateOf(declared, machine("vm-1")),
  "all.json": templateOf(machine("vm-1"), scaleSet("vmss-1"), machine("vm-2")),
  "hover.json": templateOf(machine("vm-1", list(`"${byParts}": {}`))),
  "live.json": templateOf(machine("vm-web-bastion", `"identity": { "type": "SystemAssigned" },\n`)),
  "broken.json": templateOf(machine("vm-1", `"identity": {\n  "type": "SystemAssigned"\n  "broken": true\n},\n`)),
  "list.json": templateOf(machine("vm-1", list(`"${identities.webApi}": {},\n    id-tele`))),
  "type.json": templateOf(machine("vm-1", `"identity": {\n  "type": ""\n},\n`)),
  "shared.json": sharing(`"type": "SystemAssigned"`),
  "sharedFix.json": sharing(`"type": "UserAssigned"`, `"identityIds": [ "${identities.webApi}" ]`),
};

const inMemory = templateOf(machine("vm-1"));

beforeAll(async () => {
  await installMemoryFiles(inject("integrationRun"), "memory.json", inMemory);
});

const session = useWorkbench({ files });

async function savedTemplate(name: keyof typeof files): Promise<TemplateObject> {
  return JSON.parse(await saved(session(), name)) as TemplateObject;
}

/** By the keyboard: a card with the long text of a line may lie over its neighbours where the mouse rests. */
async function chooseForm(label: string): Promise<void> {
  const { quickInput } = session().workbench;
  await quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
  await quickInput.type(label);
  await quickInput.waitUntil("one form left", ({ items }) => items.length === 1 && items[0]?.label === label);
  await quickInput.accept();
}

async function undone(name: keyof typeof files): Promise<string> {
  await session().workbench.editor.undo();
  return saved(session(), name);
}

describe("an identity is assigned in a template", () => {
  test("through a parameter that is added with it, in one step", async () => {
    const { workbench } = session();
    const { quickInput, editor } = workbench;
    await editor.open("parameter.json");
    await takeActionAt(workbench, 13, ASSIGN);
    await quickInput.waitFor({ placeholder: /^Identities for vm-1/ });
    await quickInput.tick("id-web-api");
    await quickInput.accept();
    await quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
    expect((await quickInput.allItems()).map(({ label }) => label)).toEqual([
      "By its ID",
      "By resourceId(...)",
      "Through a parameter",
      "Through a variable",
    ]);
    await chooseForm("Through a parameter");
    await editor.waitForText("the parameter", (text) => text.includes("webApiIdentityId"));
    const { parameters, resources } = await savedTemplate("parameter.json");
    expect(parameters).toMatchObject({ webApiIdentityId: { type: "string", defaultValue: identities.webApi } });
    expect(resources).toMatchObject([{ identity: holding("[parameters('webApiIdentityId')]") }]);
    expect(await undone("parameter.json")).toBe(files["parameter.json"]);
  });

  test("as the template deploys it and waits for it, with one that is typed and goes through a variable", async () => {
    const { workbench } = session();
    const { quickInput, editor } = workbench;
    await editor.open("declared.json");
    await takeActionAt(workbench, 18, ASSIGN);
    await quickInput.waitFor({ placeholder: /^Identities for vm-1/ });
    await quickInput.tick("id-of-this");
    await quickInput.pressButton("Type an ID or Expression...");
    await quickInput.waitFor({ message: /resource ID of a user-assigned identity/ });
    await quickInput.type("id-telemetry");
    await quickInput.waitFor({ message: /This isn't the ID of a user-assigned identity/ });
    await quickInput.type(identities.telemetry);
    await quickInput.accept();
    await chooseForm("Through a variable");
    await editor.waitForText("the dependency", (text) => text.includes("dependsOn"));
    const { variables, resources } = await savedTemplate("declared.json");
    const named = `[resourceId('${USER_ASSIGNED}', 'id-of-this')]`;
    expect(variables).toEqual({ telemetryIdentityId: identities.telemetry });
    expect(resources[1]).toMatchObject({
      dependsOn: [named],
      identity: holding(named, "[variables('telemetryIdentityId')]"),
    });
    expect(await undone("declared.json")).toBe(files["declared.json"]);
  });

  test("to every virtual machine and scale set of the file, after a look at all of it, in one step", async () => {
    const { workbench } = session();
    const { quickInput, editor } = workbench;
    await editor.open("all.json");
    await takeActionAt(workbench, 13, "Change all resources of this file...");
    await quickInput.choose(ASSIGN);
    await quickInput.waitFor({ placeholder: /^Identities for all of them/ });
    await quickInput.tick("id-telemetry");
    await quickInput.accept();
    await chooseForm("Through a variable");
    await quickInput.waitFor({ title: "all.json: change 3 resources" });
    await waitForTabLabel(workbench, "all.json: change 3 resources");
    await quickInput.choose(/Apply$/);
    await waitForFileAgain(workbench, "all.json");
    await editor.waitForText("the variable", (text) => text.includes("telemetryIdentityId"));
    const { variables, resources } = await savedTemplate("all.json");
    const identity = holding("[variables('telemetryIdentityId')]");
    expect(variables).toEqual({ telemetryIdentityId: identities.telemetry });
    expect(resources).toMatchObject([{ identity }, { identity }, { identity }]);
    expect(await undone("all.json")).toBe(files["all.json"]);
  });
});

describe("in an identity block", () => {
  test("the hover says what deploying does, and names live identities with their client IDs", async () => {
    const { workbench } = session();
    await workbench.editor.open("hover.json");
    await workbench.openContainer("Managed Identities");
    await workbench.view("Resources").tree.row(["Contoso Production", "Virtual machines"]);
    await workbench.editor.goTo(14, 12);
    const hover = async (holding: RegExp) => (await workbench.editor.hover(holding)).replaceAll("\u00a0", " ");
    const block = await hover(/client\sID/);
    expect(block).toContain("vm-1 (virtual machine). Identity: 1 user-assigned");
    expect(block).toContain("An existing one is permanently lost");
    expect(block).toContain(`id-web-api, client ID ${idsOf(identities.webApi).clientId}`);
    await workbench.page.keyboard.press("Escape");
    await workbench.editor.goTo(17, 30);
    const entry = await hover(/rg-web-prod/);
    expect(entry).toContain(identities.webApi);
    expect(entry).toContain("Principal ID ");
  });

  test("the hover tells what the resource of that name has in Azure, which the deployment would replace", async () => {
    const { workbench } = session();
    await workbench.editor.open("live.json");
    await workbench.editor.goTo(14, 12);
    const hover = await workbench.editor.hover(/In\sAzure/);
    expect(hover.replaceAll("\u00a0", " ")).toContain("In Azure, vm-web-bastion in rg-web-prod has: no identity.");
    await workbench.page.keyboard.press("Escape");
  });

  test("comparing begins with the live resource of that name, and Back leads to it from the list of all", async () => {
    const { workbench } = session();
    const { quickInput } = workbench;
    await workbench.editor.open("live.json");
    await workbench.palette.run("Managed Identities: Compare This Template with the Live Resource...");
    const { items } = await quickInput.waitFor({ placeholder: "Select the live resource" });
    expect(items.map(({ label, description }) => `${label} ${description}`.trim())).toEqual([
      "vm-web-bastion same name",
      "Another resource...",
    ]);
    await quickInput.choose("Another resource...");
    await quickInput.waitFor({ placeholder: "Select a scale set or virtual machine" });
    await quickInput.back();
    await quickInput.waitFor({ placeholder: "Select the live resource" });
    await quickInput.choose("vm-web-bastion");
    await workbench.notifications.waitFor(/^Deploying this template to vm-web-bastion would enable /);
    await workbench.palette.run("Notifications: Clear All Notifications");
    await workbench.palette.run("View: Close Editor");
  });

  test("of a broken file the lens offers nothing, names the line of the fault and leads to it", async () => {
    const { workbench } = session();
    await workbench.editor.open("broken.json");
    const lens = await workbench.screen.until("the lens of the fault", async () =>
      (await workbench.editor.codeLenses()).find((title) => /^Line \d+ can't be read$/.test(title)),
    );
    const line = /\d+/.exec(lens)?.[0] ?? "";
    expect(["15", "16"]).toContain(line);
    expect(await workbench.editor.codeLenses()).not.toContain("Edit identities...");
    await workbench.editor.pressCodeLens(lens);
    const { message } = await workbench.notifications.waitFor(/vm-1/);
    expect(message).toContain(`Line ${line} has a syntax error`);
    await workbench.palette.run("Notifications: Clear All Notifications");
  });

  test("identities are completed in a list that is being typed, and types in their place", async () => {
    const { workbench } = session();
    await workbench.editor.open("list.json");
    await workbench.editor.goTo(18, 18);
    await complete(workbench, "id-telemetry");
    const { resources } = await savedTemplate("list.json");
    expect(resources).toMatchObject([{ identity: holding(identities.webApi, identities.telemetry) }]);
    await workbench.editor.open("type.json");
    await workbench.editor.goTo(15, 18);
    await complete(workbench, `"SystemAssigned, UserAssigned"`);
    await workbench.editor.waitForText("the type", (text) => text.includes(`"type": "SystemAssigned, UserAssigned"`));
  });
});

describe("an identity that several resources share through a variable", () => {
  test("is changed where it is declared, after a look at what changes with it", async () => {
    const { workbench } = session();
    const { quickInput, editor } = workbench;
    await editor.open("shared.json");
    await takeActionAt(workbench, 11, "Disable the system-assigned identity");
    const { items } = await quickInput.waitFor({ title: "Change the identities of vm-1" });
    expect(items.map(({ label }) => label)).toEqual([
      "Change the variable identity",
      "Replace the expression",
      "Go to the variable identity",
    ]);
    await quickInput.choose("Change the variable identity");
    await quickInput.waitFor({ title: "shared.json: change 2 resources" });
    await quickInput.choose(/Apply$/);
    await waitForFileAgain(workbench, "shared.json");
    await editor.waitForText("the new type", (now) => now.includes(`"None"`));
    expect((await savedTemplate("shared.json")).variables).toEqual({ identity: { type: "None" } });
    expect(await undone("shared.json")).toBe(files["shared.json"]);
  });

  test("is repaired after a look at what changes with it", async () => {
    const { workbench } = session();
    const { quickInput, editor } = workbench;
    await editor.open("sharedFix.json");
    await takeActionAt(workbench, 12, "Convert to userAssignedIdentities");
    await quickInput.waitFor({ title: "sharedFix.json: change 2 resources" });
    await quickInput.choose(/Apply$/);
    await waitForFileAgain(workbench, "sharedFix.json");
    await editor.waitForText("the dictionary", (now) => now.includes("userAssignedIdentities"));
    expect((await savedTemplate("sharedFix.json")).variables).toEqual({ identity: holding(identities.webApi) });
  });
});

describe("a template in another file system than that of the disk", () => {
  test("has its lens, and is edited, saved and undone there", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await workbench.palette.run(OPEN_IN_MEMORY);
    await editor.waitForTab("memory.json");
    await waitForLenses(workbench, "No identity", "Edit identities...");
    await editor.pressCodeLens("Edit identities...");
    await quickInput.choose("Enable the system-assigned identity");
    await editor.waitForText("the identity", (now) => now.includes(`"SystemAssigned"`));
    await editor.save();
    await editor.undo();
    await editor.save();
    expect(await editor.text()).toBe(inMemory);
  });
});
