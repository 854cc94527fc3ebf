import { describe, expect, test } from "vitest";
import type { QuickInput } from "../host/driver/quickInput";
import { identities } from "../emulator/src/estate/identitySeeds";
import { identityIdForProvider } from "../../src/documents/terraform/print/identityText";
import { useWorkbench } from "./harness/useWorkbench";
import { openResources, scaleSetPath } from "./support/resources";
import { complete, expectOnDisk, saved, takeActionAt, waitForFileAgain, waitForLenses } from "./support/templateFiles";

/** Live identities in the casing that the provider takes. */
const webApi = identityIdForProvider(identities.webApi);
const telemetry = identityIdForProvider(identities.telemetry);

const ENABLE = "Enable the system-assigned identity";
const ASSIGN = "Assign user-assigned identities...";

/** Answers how the file is to refer to an identity. */
async function referThroughDataSource(quickInput: QuickInput): Promise<void> {
  await quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
  await quickInput.type("Through a data source");
  await quickInput.waitUntil("one form left", ({ items }) => items.length === 1);
  await quickInput.accept();
}

const machine = `resource "azurerm_linux_virtual_machine" "web" {
  name                = "vm-web-bastion"
  resource_group_name = "rg-web-prod"
  location            = "westeurope"
  size                = "Standard_B2s"

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}
`;

const withSystemAssigned = machine.replace(
  "  os_disk {",
  `  identity {
    type = "SystemAssigned"
  }

  os_disk {`,
);

const dynamic = machine.replace(
  "  os_disk {",
  `  dynamic "identity" {
    for_each = var.has_identity ? [1] : []

    content {
      type = "SystemAssigned"
    }
  }

  os_disk {`,
);

const module = `module "vm" {
  source  = "Azure/avm-res-compute-virtualmachine/azurerm"
  version = "0.19.3"

  name = "vm-web-bastion"
}
`;

/** The machine with this list of identities. */
function withIds(list: string): string {
  return machine.replace(
    "  os_disk {",
    `  identity {\n    type         = "UserAssigned"\n    identity_ids = ${list}\n  }\n\n  os_disk {`,
  );
}

const element = `  dynamic "identity" {
    for_each = local.identity[*]

    content {
      type = identity.value.type
    }
  }

  os_disk {`;
const chosen = (type: string) => `\nlocals {\n  identity = {\n    type = "${type}"\n  }\n}\n`;

const list = `["${webApi}", "${webApi}"]`;
const wrong = `${withIds(list)}
resource "azurerm_windows_virtual_machine" "again" {
  name = "vm-again"

  dynamic "identity" {
    for_each = [1]

    content {
      type = "systemAssigned"
    }
  }
}

module "set" {
  source = "Azure/avm-res-compute-virtualmachinescaleset/azurerm"
  name   = "vmss-1"

  managed_identities = {
    system_assigned            = true
    user_assigned_resource_ids = [azurerm_user_assigned_identity.app.id]
  }
}
`;

const typed = `${withIds(`["${webApi}", ]`)}
resource "azurerm_windows_virtual_machine" "again" {
  name = "vm-again"

  dynamic "identity" {
    for_each = [1]

    content {
      type = ""
    }
  }
}

module "vm" {
  source = "Azure/avm-res-compute-virtualmachine/azurerm"
  name   = "vm-app"

  managed_identities = {
    user_assigned_resource_ids = ["${webApi}", ]
  }
}
`;

/** The three forms of one live machine in one file. */
function imported(...blocks: readonly string[]): string {
  return blocks
    .map((block, index) => block.replaceAll("vm-web-bastion", "vm-web-build").replace('"web"', `"web_${index}"`))
    .join("\n");
}

const files = {
  "plain.tf": machine,
  "dynamic/dynamic.tf": dynamic,
  "dynamic/variables.tf": `variable "has_identity" {\n  type    = bool\n  default = false\n}\n`,
  "module/module.tf": module,
  "local/machine.tf": machine.replace(
    "  os_disk {",
    '  identity {\n    type         = "UserAssigned"\n    identity_ids = local.ids\n  }\n\n  os_disk {',
  ),
  "local/locals.tf": `locals {\n  ids = [azurerm_user_assigned_identity.app.id]\n}\n`,
  "run/run.tf": withIds("var.ids"),
  "run/variables.tf": `variable "ids" {\n  type    = list(string)\n  default = []\n}\n`,
  "run/prod.tfvars": `ids = [\n  "${webApi}",\n]\n`,
  "element/element.tf": machine.replace("  os_disk {", element) + chosen("SystemAssigned"),
  "wrong/wrong.tf": wrong,
  "typed/typed.tf": typed,
  "import/import.tf": imported(machine, dynamic, module),
};

const session = useWorkbench({ files });

describe("a Terraform file where no extension brings the language", () => {
  test("is edited from its code lens, in the layout of terraform fmt", async () => {
    const { editor, quickInput } = session().workbench;
    await editor.open("plain.tf");
    await waitForLenses(session().workbench, "No identity", "Edit identities...");
    await editor.pressCodeLens("Edit identities...");
    await quickInput.waitFor({ placeholder: "vm-web-bastion: No identity" });
    await quickInput.choose(ENABLE);
    await editor.waitForText("the identity", (text) => text.includes("identity {"));
    await editor.save();
    await expectOnDisk(session(), "plain.tf", withSystemAssigned);
    await editor.undo();
    await editor.save();
    await expectOnDisk(session(), "plain.tf", machine);
  });

  test("gets a live identity through a data source that is added with it", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open("plain.tf");
    await takeActionAt(workbench, 1, ASSIGN);
    await quickInput.waitFor({ placeholder: /^Identities for vm-web-bastion/ });
    await quickInput.tick("id-web-api");
    await quickInput.accept();
    await referThroughDataSource(quickInput);
    await editor.waitForText("the data source", (text) => text.includes("data.azurerm_user_assigned_identity"));
    await editor.save();
    const data = `data "azurerm_user_assigned_identity" "id_web_api" {
  name                = "id-web-api"
  resource_group_name = "${identities.webApi.split("/")[4] ?? ""}"
}

`;
    const block = `  identity {
    type         = "UserAssigned"
    identity_ids = [data.azurerm_user_assigned_identity.id_web_api.id]
  }

  os_disk {`;
    await expectOnDisk(session(), "plain.tf", data + machine.replace("  os_disk {", block));
  });

  test("gets an identity of the tree", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open("plain.tf");
    const tree = await openResources(workbench);
    await tree.chooseFromMenu(
      [...scaleSetPath("vmss-web-frontend"), "id-telemetry"],
      "Insert into the Open Template...",
    );
    await referThroughDataSource(quickInput);
    await editor.waitForText("the identity", (text) => text.includes("azurerm_user_assigned_identity.id_telemetry.id"));
  });
});

describe("a dynamic block", () => {
  test("is not guessed at: what decides can be gone to, and it is replaced where that is asked for", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open("dynamic.tf");
    await waitForLenses(workbench, "Identity from var.has_identity ? [1] : []", "Edit identities...");
    await editor.pressCodeLens("Edit identities...");
    await quickInput.choose(/^Disable the system-assigned identity/);
    await quickInput.waitFor({ placeholder: /The whole identity is an expression/ });
    expect((await quickInput.allItems()).map(({ label }) => label)).toEqual([
      "Replace the expression",
      "Go to the expression",
    ]);
    await quickInput.choose("Replace the expression");
    await editor.waitForText("no identity", (text) => !text.includes("dynamic"));
    await editor.save();
    await expectOnDisk(session(), "dynamic/dynamic.tf", machine);
  });
});

describe("a module and a list in another file", () => {
  test("a verified module gets its object", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open("module.tf");
    await waitForLenses(workbench, "No identity", "Edit identities...");
    await editor.pressCodeLens("Edit identities...");
    await quickInput.choose(ENABLE);
    await editor.waitForText("the object", (text) => text.includes("managed_identities"));
    await editor.save();
    await expectOnDisk(
      session(),
      "module/module.tf",
      module.replace(`bastion"\n`, `bastion"\n  managed_identities = {\n    system_assigned = true\n  }\n`),
    );
  });

  test("a list that another file of the folder holds is read", async () => {
    const { workbench } = session();
    const { editor } = workbench;
    await editor.open("machine.tf");
    await waitForLenses(workbench, "Identity: 1 user-assigned", "Edit identities...");
  });
});

describe("what is decided in another place", () => {
  test("is changed in the file of values that a run is given, after a look at it", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open("run.tf");
    await takeActionAt(workbench, 1, ASSIGN);
    await quickInput.waitFor({ placeholder: /^Identities for vm-web-bastion/ });
    await quickInput.tick("id-telemetry");
    await quickInput.accept();
    await quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
    await quickInput.choose("By its ID");
    await quickInput.waitFor({ placeholder: "The list of identities is an expression: var.ids" });
    expect((await quickInput.allItems()).map(({ label }) => label)).toEqual([
      "Change the value in prod.tfvars",
      "Change the value of the variable ids",
      "Go to the variable ids",
    ]);
    await quickInput.choose("Change the value in prod.tfvars");
    await quickInput.waitFor({ placeholder: "Nothing changes until you select Apply" });
    await quickInput.choose(/Apply$/);
    await editor.open("prod.tfvars");
    await editor.waitForText("the identity", (text) => text.includes("id-telemetry"));
    expect(await saved(session(), "run/prod.tfvars")).toBe(`ids = [\n  "${webApi}",\n  "${telemetry}",\n]\n`);
    await expectOnDisk(session(), "run/run.tf", files["run/run.tf"]);
  });

  test("is changed in the element that a dynamic block is made for", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    await editor.open("element.tf");
    await waitForLenses(workbench, "Identity: system-assigned", "Edit identities...");
    await takeActionAt(workbench, 1, ASSIGN);
    await quickInput.waitFor({ placeholder: /^Identities for vm-web-bastion/ });
    await quickInput.tick("id-telemetry");
    await quickInput.accept();
    await quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
    await quickInput.choose("By its ID");
    await quickInput.waitFor({ placeholder: "The type of the identity is an expression: identity.value.type" });
    await quickInput.choose("Change the local value identity");
    await editor.waitForText("the list", (text) => text.includes("id-telemetry"));
    const text = await saved(session(), "element/element.tf");
    expect(text).toContain(chosen("SystemAssigned, UserAssigned"));
    expect(text).toContain(`type = identity.value.type\n      identity_ids = [\n        "${telemetry}",`);
  });
});

describe("in a resource, a dynamic block and a module", () => {
  test("what is wrong is a problem, and is fixed", async () => {
    const { workbench } = session();
    const { editor, panel } = workbench;
    await editor.open("wrong.tf");
    await panel.showProblems();
    for (const message of [/listed twice/, /"systemAssigned"/, /Flexible/]) {
      await panel.waitForProblem(message);
    }
    const lineOf = (what: string) => wrong.slice(0, wrong.indexOf(what)).split("\n").length;
    await takeActionAt(workbench, lineOf("system_assigned "), "Disable the system-assigned identity", 6);
    await takeActionAt(workbench, lineOf(`"systemAssigned"`), 'Set the type to "SystemAssigned"', 18);
    await takeActionAt(workbench, lineOf("identity_ids"), "Remove this duplicate", 21 + list.length - 5);
    await workbench.screen.untilTrue("no problem of ours", async () =>
      (await panel.problems()).every(({ source }) => !source.includes("managed identities")),
    );
    expect(await saved(session(), "wrong/wrong.tf")).toBe(
      wrong
        .replace(list, `["${webApi}"]`)
        .replace('"systemAssigned"', '"SystemAssigned"')
        .replace("system_assigned            = true", "system_assigned            = false"),
    );
  });

  test("identities and types are completed, and hovers name live identities", async () => {
    const { workbench } = session();
    const { editor } = workbench;
    await editor.open("typed.tf");
    const at = async (what: string, behind: number) => {
      const before = typed.slice(0, typed.indexOf(what) + behind);
      await editor.goTo(before.split("\n").length, before.length - before.lastIndexOf("\n"));
    };
    const head = `["${webApi}", `;
    await at(`user_assigned_resource_ids = ${head}`, `user_assigned_resource_ids = ${head}`.length);
    await complete(workbench, "id-batch-worker");
    await at('type = ""', 'type = "'.length);
    await complete(workbench, '"SystemAssigned"');
    await at(head, head.length);
    await complete(workbench, "id-batch-worker");
    const text = await saved(session(), "typed/typed.tf");
    const both = `["${webApi}", "${identityIdForProvider(identities.batch)}"]`;
    expect(text.split(both)).toHaveLength(3);
    expect(text).toContain('      type = "SystemAssigned"\n');
    await workbench.openContainer("Managed Identities");
    await workbench.view("Resources").tree.row(["Contoso Production", "Virtual machines"]);
    const hover = async (holding: RegExp) => (await editor.hover(holding)).replaceAll("\u00a0", " ");
    await at(webApi, webApi.length - 2);
    expect(await hover(/Principal\sID/)).toMatch(/id-web-api/);
    await workbench.page.keyboard.press("Escape");
    await at('dynamic "identity"', 3);
    expect(await hover(/vm-again/)).toContain("vm-again (virtual machine). Identity: system-assigned");
  });

  test("the identities of a live machine are compared and imported", async () => {
    const { workbench } = session();
    const { editor, quickInput } = workbench;
    const name = "import/import.tf";
    await editor.open("import.tf");
    const lineOf = (what: string) => files[name].slice(0, files[name].indexOf(what)).split("\n").length;
    await takeActionAt(workbench, 1, "Compare with a live resource...");
    await quickInput.waitFor({ placeholder: "Select the live resource" });
    await quickInput.choose("vm-web-build");
    const lost = "Applying this configuration to vm-web-build would disable the system-assigned identity.";
    await workbench.notifications.press(lost, "Ignore Changes...");
    await quickInput.waitFor({ title: "Ignore identity changes of vm-web-build" });
    await quickInput.choose(/Add ignore_changes$/);
    await workbench.palette.run("Notifications: Clear All Notifications");
    await workbench.palette.run("View: Close Editor");
    await waitForFileAgain(workbench, "import.tf");
    await editor.waitForText("the lifecycle", (text) => text.includes("ignore_changes = [identity]"));
    await editor.undo();
    const start = async (what: string) => {
      await takeActionAt(workbench, lineOf(what), "Import the identities of a live resource...");
      await quickInput.waitFor({ placeholder: "Select the live resource" });
      await quickInput.choose("vm-web-build");
    };
    await start('module "vm"');
    await editor.waitForText("the object", (text) => text.includes("system_assigned"));
    await start('"web_1"');
    await quickInput.waitFor({ placeholder: /The whole identity is an expression/ });
    await quickInput.back();
    await quickInput.waitFor({ placeholder: "Select the live resource" });
    await quickInput.choose("vm-web-build");
    await quickInput.waitFor({ placeholder: /The whole identity is an expression/ });
    await quickInput.choose("Replace the expression");
    await editor.waitForText("no dynamic block", (text) => !text.includes("dynamic"));
    await start('"web_0"');
    const block = `  identity {\n    type = "SystemAssigned"\n  }\n\n`;
    await editor.waitForText("the block", (text) => text.split("os_disk")[0]?.includes(block) === true);
    expect(await saved(session(), name)).toBe(
      imported(
        withSystemAssigned,
        withSystemAssigned,
        module.replace(`bastion"\n`, `bastion"\n  managed_identities = {\n    system_assigned = true\n  }\n`),
      ),
    );
  });
});
