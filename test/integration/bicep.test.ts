import { describe, expect, test } from "vitest";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import "./harness/provided";
import {
  expectOnDisk,
  saved,
  takeActionAt,
  waitForFileAgain,
  waitForLenses,
  waitForTabLabel,
} from "./support/templateFiles";

const ENABLE = "Enable the system-assigned identity";
const ASSIGN = "Assign user-assigned identities...";

const body = (identity = "") => `{
  name: 'vm-1'
  location: 'westeurope'
${identity}  // what it is made of
  properties: {}
}`;

const vm = (identity = "") => `resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = ${body(identity)}\n`;
const loop = (identity = "") =>
  `resource vms 'Microsoft.Compute/virtualMachines@2024-07-01' = [for i in range(0, 3): ${body(identity)}]\n`;
const call = (identities = "") => `module vm 'br/public:avm/res/compute/virtual-machine:0.10.0' = {
  name: 'vm-deployment'
  params: {
    name: 'vm-1'
${identities}  }
}
`;
const SYSTEM = "  identity: {\n    type: 'SystemAssigned'\n  }\n";

const users = (...keys: readonly string[]) =>
  `  identity: {\n    type: 'UserAssigned'\n    userAssignedIdentities: {\n${keys.map((key) => `      '${key}': {}\n`).join("")}    }\n  }\n`;

const main = `param vmIdentities object = {}\n\n${call("    managedIdentities: vmIdentities\n")}`;
const parameters =
  "using 'main.bicep'\n\n// what the machine gets\nparam vmIdentities = {\n  systemAssigned: true\n}\n";

const SCALE_SET = "'Microsoft.Compute/virtualMachineScaleSets@2024-07-01'";
const liveCall = `module set 'br/public:avm/res/compute/virtual-machine-scale-set:0.11.1' = {
  name: 'deployment'
  params: {
    name: 'vm-1'
    orchestrationMode: 'Uniform'
    managedIdentities: {
      userAssignedResourceIds: [
        '${identities.webApi}'
      ]
    }
  }
}
`;

const files = {
  "vm.bicep": vm(),
  "loop.bicep": loop(),
  "call.bicep": call(),
  "wrong.bicep": `${vm(users(identities.webApi, identities.webApi.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")))}output principal string = vm.identity.principalId\n`,
  "live.bicep": `resource set ${SCALE_SET} = ${body(users(identities.webApi))}\n`,
  "liveLoop.bicep": `resource sets ${SCALE_SET} = [for i in range(0, 3): ${body(users(identities.webApi))}]\n`,
  "liveCall.bicep": liveCall,
  "main.bicep": main,
  "main.bicepparam": parameters,
};

const session = useWorkbench({ files });

describe.each([
  { name: "vm.bicep", label: "vm-1", after: vm(SYSTEM) },
  { name: "loop.bicep", label: "vm-1", after: loop(SYSTEM) },
  { name: "call.bicep", label: "vm-1", after: call("    managedIdentities: {\n      systemAssigned: true\n    }\n") },
] as const)("$name", ({ name, label, after }) => {
  test("is edited from its code lens, and undone in one step", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open(name);
    await waitForLenses(workbench, "No identity", "Edit identities...");
    await editor.pressCodeLens("Edit identities...");
    await quickInput.waitFor({ placeholder: `${label}: No identity` });
    await quickInput.choose(ENABLE);
    await editor.waitForText("the identity", (text) => text === after);
    await editor.save();
    await expectOnDisk(session(), name, after);
    await waitForLenses(workbench, "Identity: system-assigned", "Edit identities...");
    await editor.undo();
    expect(await saved(session(), name)).toBe(files[name]);
  });
});

describe("a live identity", () => {
  test("is assigned as an existing resource, and taken away on its line", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open("vm.bicep");
    await takeActionAt(workbench, 2, ASSIGN);
    await quickInput.waitFor({ placeholder: /^Identities for vm-1/ });
    await quickInput.tick("id-web-api");
    await quickInput.accept();
    await quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
    expect((await quickInput.allItems()).map(({ label }) => label)).toEqual([
      "As an existing resource",
      "By its ID",
      "Through a parameter",
    ]);
    await quickInput.choose("As an existing resource");
    await editor.waitForText("the identity", (text) => text.includes("'${webApiIdentity.id}': {}"));
    const text = await saved(session(), "vm.bicep");
    const [, , subscription = "", , group = ""] = identities.webApi.split("/");
    expect(text).toContain(
      `existing = {\n  name: 'id-web-api'\n  scope: resourceGroup('${subscription}', '${group}')\n}\n\n`,
    );
    expect(text).toContain(vm(users("${webApiIdentity.id}")));
    await takeActionAt(workbench, 11, "Remove webApiIdentity");
    await editor.waitForText("no list", (now) => !now.includes("userAssignedIdentities: {"));
    await editor.undo();
    await editor.undo();
    expect(await saved(session(), "vm.bicep")).toBe(files["vm.bicep"]);
  });
});

describe("what is wrong in a Bicep file", () => {
  test("is a problem, and is fixed", async () => {
    const { workbench } = session();
    const { editor, panel } = workbench;
    await editor.open("wrong.bicep");
    await panel.showProblems();
    await panel.waitForProblem(/^This reads the principal ID of vm-1, which has no system-assigned identity/);
    const twice = await panel.waitForProblem(/listed twice/);
    expect(twice).toMatchObject({ severity: "warning", line: 8 });
    await takeActionAt(workbench, 8, "Remove this duplicate");
    await editor.waitForText("one identity", (text) => text.split("userAssignedIdentities/").length === 2);
    await takeActionAt(workbench, 13, "Enable the system-assigned identity of vm-1", 30);
    await editor.waitForText("both", (text) => text.includes("'SystemAssigned, UserAssigned'"));
    await workbench.screen.untilTrue("no problem of ours", async () =>
      (await panel.problems()).every(({ source }) => !source.includes("managed identities")),
    );
  });
});

describe("with a live resource", () => {
  test.each(["live.bicep", "liveLoop.bicep", "liveCall.bicep"] as const)(
    "%s is compared, and what the resource has is imported",
    async (name) => {
      const { workbench } = session();
      const { editor, quickInput } = workbench;
      await editor.open(name);
      await workbench.palette.run("Managed Identities: Compare This Template with the Live Resource...");
      await quickInput.waitFor({ placeholder: "Select a scale set or virtual machine" });
      await quickInput.choose("vmss-web-frontend");
      const { message } = await workbench.notifications.waitFor(/^Deploying this template to vmss-web-frontend would/);
      expect(message).toBe(
        "Deploying this template to vmss-web-frontend would disable the system-assigned identity, assign id-web-api and remove id-web-frontend and id-telemetry.",
      );
      await waitForTabLabel(workbench, "vmss-web-frontend in Azure and vm-1 in this template");
      await workbench.palette.run("Notifications: Clear All Notifications");
      await workbench.palette.run("View: Close Editor");
      await waitForFileAgain(workbench, name);
      await takeActionAt(workbench, 2, "Import the identities of a live resource...");
      await quickInput.waitFor({ placeholder: "Select the live resource" });
      await quickInput.choose("vmss-web-frontend");
      await editor.waitForText("the live identity", (text) => text.includes("id-telemetry"));
      const text = await saved(session(), name);
      expect(text).toMatch(name === "liveCall.bicep" ? /systemAssigned: true/ : /'SystemAssigned, UserAssigned'/);
      expect(text).not.toContain("id-web-api");
      expect(text).toContain("id-web-frontend");
    },
  );
});

describe("a parameter that carries the identities", () => {
  test("is changed in its file of values, after a look at it", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open("main.bicep");
    await takeActionAt(workbench, 7, ASSIGN);
    await quickInput.waitFor({ placeholder: /^Identities for vm-1/ });
    await quickInput.tick("id-web-api");
    await quickInput.accept();
    await quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
    await quickInput.choose("By its ID");
    await quickInput.waitFor({ placeholder: "The whole identity is an expression: vmIdentities" });
    expect((await quickInput.allItems()).map(({ label }) => label)[0]).toBe("Change the value in main.bicepparam");
    await quickInput.choose("Change the value in main.bicepparam");
    await quickInput.waitFor({ placeholder: "Nothing changes until you select Apply" });
    await quickInput.choose(/Apply$/);
    await editor.open("main.bicepparam");
    await editor.waitForText("the identity", (text) => text.includes("id-web-api"));
    expect(await saved(session(), "main.bicepparam")).toBe(
      parameters.replace("true\n", `true\n  userAssignedResourceIds: [\n    '${identities.webApi}'\n  ]\n`),
    );
    await expectOnDisk(session(), "main.bicep", main);
  });
});
