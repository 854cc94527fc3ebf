import { describe, expect, test } from "vitest";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { expectOnDisk, takeActionAt, waitForLenses } from "./support/templateFiles";

const ENABLE = "Enable the system-assigned identity";
const ASSIGN = "Assign user-assigned identities...";

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
    await quickInput.waitFor({ placeholder: "How should the template refer to the identity?" });
    await quickInput.type("Through a data source");
    await quickInput.waitUntil("one form left", ({ items }) => items.length === 1);
    await quickInput.accept();
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
