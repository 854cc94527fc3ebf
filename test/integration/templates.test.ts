import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import "./harness/provided";
import { openResources, scaleSetPath } from "./support/resources";
import {
  crlf,
  expectOnDisk,
  installArmLanguage,
  lensTexts,
  onDisk,
  saved,
  takeActionAt,
  templateOf,
  waitForFileAgain,
  waitForTabLabel,
  waitForLenses,
} from "./support/templateFiles";

function machine(name: string, identity?: string, apiVersion = "2023-03-01"): string {
  return `"type": "Microsoft.Compute/virtualMachines",
"apiVersion": "${apiVersion}",
"name": "${name}",
"location": "westeurope",
${identity === undefined ? "" : `"identity": ${identity},\n`}"properties": {}`;
}

function scaleSet(name: string, identity: string, apiVersion = "2023-03-01"): string {
  return machine(name, identity, apiVersion).replace("virtualMachines", "virtualMachineScaleSets");
}

const SYSTEM = `{
  "type": "SystemAssigned"
}`;

const dictionary = (...ids: readonly string[]) => `{
  "type": "UserAssigned",
  "userAssignedIdentities": {
${ids.map((id) => `    "${id}": {}`).join(",\n")}
  }
}`;

const array = (...ids: readonly string[]) => `{
  "type": "UserAssigned",
  "identityIds": [
${ids.map((id) => `    "${id}"`).join(",\n")}
  ]
}`;

const EDIT = "Managed Identities: Edit Identities in This Template...";
const ENABLE = "Enable the system-assigned identity";

describe.each([
  { kind: "LF", lines: (text: string) => text, name: "plain.json", settings: {} },
  { kind: "CRLF", lines: crlf, name: "plain.json", settings: {} },
  {
    kind: "the language arm-template",
    lines: crlf,
    name: "plain.template",
    settings: { "files.associations": { "*.template": "arm-template" } },
  },
])("a template with $kind", ({ lines, name, settings }) => {
  beforeAll(async () => {
    await installArmLanguage(inject("integrationRun"));
  });
  const before = lines(templateOf(machine("vm-web-bastion")));
  const session = useWorkbench({ files: { [name]: before }, userSettings: settings });

  test("is edited from its code lens, and undone in one step", async () => {
    const { workbench } = session();
    await workbench.editor.open(name);
    await waitForLenses(workbench, "No identity", "Edit identities...");
    await workbench.editor.pressCodeLens("Edit identities...");
    await workbench.quickInput.waitFor({ placeholder: "vm-web-bastion: No identity" });
    await workbench.quickInput.choose(ENABLE);
    await workbench.editor.waitForText("the identity", (text) => text.includes('"identity"'));
    await workbench.editor.save();
    await expectOnDisk(session(), name, lines(templateOf(machine("vm-web-bastion", SYSTEM))));
    await workbench.screen.untilTrue("the new words of the lens", async () =>
      (await lensTexts(workbench)).includes("Identity: system-assigned"),
    );
    await workbench.editor.undo();
    await workbench.editor.save();
    await expectOnDisk(session(), name, before);
  });

  test("gets a live identity by a code action, and loses it on its line", async () => {
    const { workbench } = session();
    await workbench.editor.open(name);
    await takeActionAt(workbench, 13, "Assign user-assigned identities...");
    await workbench.quickInput.waitFor({ placeholder: /^Identities for vm-web-bastion/ });
    await workbench.quickInput.tick("id-web-api");
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
    await workbench.quickInput.choose("By its ID");
    await workbench.editor.waitForText("the identity", (text) => text.includes("userAssignedIdentities"));
    await workbench.editor.save();
    await expectOnDisk(session(), name, lines(templateOf(machine("vm-web-bastion", dictionary(identities.webApi)))));
    await takeActionAt(workbench, 18, "Remove id-web-api");
    await workbench.editor.waitForText("no list", (text) => !text.includes("userAssignedIdentities"));
    await workbench.editor.save();
    await expectOnDisk(session(), name, lines(templateOf(machine("vm-web-bastion", `{\n  "type": "None"\n}`))));
  });
});

describe("what is wrong in a template", () => {
  const name = "wrong.json";
  const twoArrays = [array(identities.webApi), array(identities.telemetry)] as const;
  const session = useWorkbench({
    files: {
      [name]: templateOf(machine("vm-1", twoArrays[0]), scaleSet("vmss-1", twoArrays[1])),
      "other.json": `{ "identity": { "type": "SystemAsigned" }, "type": "Microsoft.Web/sites" }\n`,
    },
  });

  test("is a problem with a code, and is fixed one by one or all of a kind", async () => {
    const { workbench } = session();
    await workbench.editor.open(name);
    await workbench.panel.showProblems();
    const problem = await workbench.panel.waitForProblem(/^API version 2023-03-01 uses userAssignedIdentities here/);
    expect(problem).toMatchObject({ severity: "error", line: 17, column: 9 });
    expect(`${problem.source}${problem.code}`).toContain("arrayInsteadOfDictionary");
    await takeActionAt(workbench, 17, "Fix all 2 problems of this kind");
    await workbench.editor.waitForText("no array", (text) => !text.includes("identityIds"));
    await workbench.editor.save();
    await expectOnDisk(
      session(),
      name,
      templateOf(machine("vm-1", dictionary(identities.webApi)), scaleSet("vmss-1", dictionary(identities.telemetry))),
    );
    await workbench.screen.untilTrue("no problem of ours", async () =>
      (await workbench.panel.problems()).every(({ source }) => !source.includes("managed identities")),
    );
  });

  test("is looked for in templates only", async () => {
    const { workbench } = session();
    await workbench.editor.open("other.json");
    await workbench.editor.goTo(1, 20);
    await workbench.screen.untilTrue("the palette without the commands for templates", async () => {
      const found = await workbench.palette.find("Managed Identities: Edit Identities");
      return !found.some((title) => title.includes("Edit Identities in This Template"));
    });
  });
});

describe("what an older template holds", () => {
  const vm = "[resourceId('Microsoft.Compute/virtualMachines', 'vm-1')]";
  const extension = `"type": "Microsoft.Compute/virtualMachines/extensions",
"apiVersion": "2017-12-01",
"name": "vm-1/MSI",
"dependsOn": [
  "${vm}"
],
"properties": {
  "publisher": "Microsoft.ManagedIdentity",
  "type": "ManagedIdentityExtensionForLinux"
}`;
  const roleWith = (dependency: string, principal: string) => `"type": "Microsoft.Authorization/roleAssignments",
"apiVersion": "2022-04-01",
"name": "role",
"dependsOn": [
  "${dependency}"
],
"properties": {
  "principalId": "[${principal}]"
}`;
  const byDefault =
    "reference(concat(resourceId('Microsoft.Compute/virtualMachines', 'vm-1'), '/providers/Microsoft.ManagedIdentity/Identities/default'), '2015-08-31-PREVIEW').principalId";
  const byItself =
    "reference(resourceId('Microsoft.Compute/virtualMachines', 'vm-1'), '2023-03-01', 'Full').identity.principalId";
  const exported = `{
  "principalId": "11111111-2222-3333-4444-555555555555",
  "tenantId": "66666666-7777-8888-9999-000000000000",
  "type": "SystemAssigned"
}`;
  const session = useWorkbench({
    files: {
      "old.json": templateOf(extension, roleWith("vm-1/MSI", byDefault), machine("vm-1", SYSTEM)),
      "exported.json": templateOf(machine("vm-1", exported)),
    },
  });

  test("goes with its quick fixes: the extension, without the order of deployment, and the reading of its time", async () => {
    const { workbench } = session();
    await workbench.editor.open("old.json");
    await workbench.panel.showProblems();
    await workbench.panel.waitForProblem(/^The managed identity extension is retired/);
    await takeActionAt(workbench, 19, "Remove the retired extension", 20);
    await workbench.editor.waitForText("no extension", (text) => !text.includes("ManagedIdentityExtension"));
    await workbench.panel.waitForProblem(/^This way of reading the system-assigned identity is outdated/);
    await takeActionAt(workbench, 18, "Read the identity from the resource", 30);
    await workbench.editor.waitForText("the machine's own identity", (text) => text.includes("'Full'"));
    await workbench.editor.save();
    await expectOnDisk(session(), "old.json", templateOf(roleWith(vm, byItself), machine("vm-1", SYSTEM)));
  });

  test("is left out where it was exported: what Azure sets", async () => {
    const { workbench } = session();
    await workbench.editor.open("exported.json");
    await workbench.panel.showProblems();
    const problem = await workbench.panel.waitForProblem(/^principalId is set by Azure/);
    expect(problem).toMatchObject({ severity: "warning", line: 16 });
    await takeActionAt(workbench, 16, "Remove the values that Azure sets");
    await workbench.editor.waitForText("no id", (text) => !text.includes("tenantId"));
    await workbench.editor.save();
    await expectOnDisk(session(), "exported.json", templateOf(machine("vm-1", SYSTEM)));
  });
});

describe("from the palette", () => {
  const name = "several.json";
  const expression = `"[variables('identity')]"`;
  const session = useWorkbench({
    files: {
      [name]: templateOf(machine("vm-1"), machine("vm-old", undefined, "2015-06-15"), machine("vm-2", expression)),
      "flexible.json": templateOf(
        scaleSet("vmss-1", dictionary(identities.webApi)).replace(
          '"properties": {}',
          '"properties": { "orchestrationMode": "Flexible" }',
        ),
      ),
    },
  });

  test("all resources of the file are changed after a preview, in one step, and what is left out is said", async () => {
    const { workbench } = session();
    const { quickInput, editor } = workbench;
    await editor.open(name);
    await workbench.palette.run(EDIT);
    await quickInput.waitFor({ placeholder: "Which resource in this template?" });
    await quickInput.choose("All 3 of them");
    await quickInput.choose(ENABLE);
    await quickInput.waitFor({ title: "1 resource has an API version that doesn't support this" });
    await quickInput.choose("Raise the API version and change them too");
    await quickInput.waitFor({ title: "several.json: change 2 resources" });
    await waitForTabLabel(workbench, "several.json: change 2 resources");
    await quickInput.choose(/Apply$/);
    await waitForFileAgain(workbench, name);
    await workbench.notifications.waitFor(/^vm-2 wasn't changed: it needs a separate answer\.$/);
    await editor.save();
    await expectOnDisk(
      session(),
      name,
      templateOf(machine("vm-1", SYSTEM), machine("vm-old", SYSTEM, "2024-07-01"), machine("vm-2", expression)),
    );
    await editor.undo();
    const undone = await saved(session(), name);
    expect(undone).toContain("2015-06-15");
    expect(undone).not.toContain("SystemAssigned");
  });

  test("an expression is not overwritten unasked", async () => {
    const { workbench } = session();
    const before = onDisk(session(), name);
    await workbench.editor.open(name);
    await workbench.palette.run(EDIT);
    await workbench.quickInput.choose("vm-2");
    await workbench.quickInput.choose(ENABLE);
    const { placeholder, items } = await workbench.quickInput.waitFor({ title: "Change the identities of vm-2" });
    expect(placeholder).toContain("variables('identity')");
    expect(items.map(({ label }) => label)).toEqual(["Go to the expression"]);
    expect(items[0]?.detail).toMatch(/^Its value is only known at deployment/);
    await workbench.quickInput.cancel();
    expect(await workbench.editor.text()).toBe(before);
  });

  test("a change that Azure would refuse is refused, with the reason", async () => {
    const { workbench } = session();
    await workbench.editor.open("flexible.json");
    await workbench.palette.run(EDIT);
    await workbench.quickInput.choose(ENABLE);
    const { message } = await workbench.notifications.waitFor(/^Couldn't change the identities of vmss-1/);
    expect(message).toContain("A Flexible scale set supports only user-assigned identities.");
  });
});

describe("with a live resource", () => {
  const name = "live.json";
  const session = useWorkbench({ files: { [name]: templateOf(scaleSet("vmss-1", dictionary(identities.webApi))) } });

  test("it is compared, and what deploying would take away is said until it is imported", async () => {
    const { workbench } = session();
    const { quickInput, editor } = workbench;
    await editor.open(name);
    await workbench.palette.run("Managed Identities: Compare This Template with the Live Resource...");
    await quickInput.waitFor({ placeholder: "Select a scale set or virtual machine" });
    await quickInput.choose("vmss-web-frontend");
    const { message } = await workbench.notifications.waitFor(/^Deploying this template to vmss-web-frontend would/);
    expect(message).toBe(
      "Deploying this template to vmss-web-frontend would disable the system-assigned identity, assign id-web-api and remove id-web-frontend and id-telemetry.",
    );
    await waitForTabLabel(workbench, "vmss-web-frontend in Azure and vmss-1 in this template");
    await workbench.palette.run("Notifications: Clear All Notifications");
    await workbench.palette.run("View: Close Editor");
    await waitForFileAgain(workbench, name);
    await workbench.panel.showProblems();
    const problem = await workbench.panel.waitForProblem(message);
    expect(problem.severity).toBe("warning");
    const isShown = async () => (await workbench.panel.problems()).some((each) => each.message === message);
    const folder = path.join(session().workspaceFolder, ".vscode");
    await mkdir(folder);
    await writeFile(path.join(folder, "settings.json"), `{ "managedIdentities.templates.liveDiagnostics": false }`);
    await workbench.screen.untilTrue("no problem with the setting off", async () => !(await isShown()));
    await rm(folder, { recursive: true });
    await workbench.panel.waitForProblem(message);
    await takeActionAt(workbench, 15, "Import the identities of a live resource...");
    await quickInput.waitFor({ placeholder: "Select the live resource" });
    await quickInput.choose("vmss-web-frontend");
    await editor.waitForText("the live type", (text) => text.includes("SystemAssigned, UserAssigned"));
    const text = await saved(session(), name);
    expect(text.toLowerCase()).toContain(identities.webFrontend.toLowerCase());
    expect(text.toLowerCase()).toContain(identities.telemetry.toLowerCase());
    expect(text).not.toContain(identities.webApi);
    await workbench.screen.untilTrue("the problem being gone", async () => !(await isShown()));
  });

  test("an identity of the tree is inserted", async () => {
    const { workbench } = session();
    await workbench.editor.open(name);
    const tree = await openResources(workbench);
    await tree.chooseFromMenu([...scaleSetPath("vmss-web-api"), "id-web-api"], "Insert into the Open Template...");
    await workbench.quickInput.choose("By resourceId(...)");
    await workbench.editor.waitForText("the identity", (text) => text.includes("'id-web-api')]"));
  });
});
