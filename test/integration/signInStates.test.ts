import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { subscriptions, tenants } from "../emulator/src/estate/places";
import { sampleEstate } from "../emulator/src/estate/sampleEstate";
import { useWorkbench } from "./harness/useWorkbench";
import { openResources } from "./support/resources";

describe("without an account", () => {
  const session = useWorkbench({ env: { AZURE_CLIENT_SECRET: "" } });

  test("each view says what a service principal needs, and what is missing is said when asked for", async () => {
    const { workbench } = session();
    await openResources(workbench);
    const welcome = await workbench.view("Resources").welcome();
    expect(welcome.text).toContain("Sign in with a service principal to see your virtual machines");
    expect(welcome.text).toContain("AZURE_CLIENT_SECRET (or a certificate)");
    const identities = await workbench.view("User-Assigned Identities").welcome();
    expect(identities.text).toContain("Sign in with a service principal to see your user-assigned identities");
    await workbench.setSideBarWidth(200);
    await workbench.screenshot("out/pictures/no-service-principal.png");
    await workbench.view("Resources").pressWelcomeButton("Show What's Missing");
    const notification = await workbench.notifications.waitFor(/AZURE_CLIENT_SECRET/);
    expect(notification.severity).toBe("error");
  });
});

describe("with the Microsoft account of a VS Code that has none", () => {
  const session = useWorkbench({
    machineSettings: {
      "managedIdentities.signIn": "vscode",
      "managedIdentities.cloud.resourceManagerEndpoint": "",
    },
  });

  test("each view offers to sign in, and the other ways", async () => {
    const { workbench } = session();
    await openResources(workbench);
    for (const view of ["Resources", "User-Assigned Identities"]) {
      const welcome = await workbench.view(view).welcome();
      expect(welcome.buttons).toEqual(["Sign In to Azure"]);
      expect(welcome.text).toContain("choose how to sign in");
    }
    await workbench.setSideBarWidth(200);
    await workbench.screenshot("out/pictures/no-account.png");
  });
});

describe("with the Microsoft account of another cloud", () => {
  const session = useWorkbench({ machineSettings: { "managedIdentities.signIn": "vscode" } });

  test("the way that is chosen instead is saved where it counts, and used at once", async () => {
    const { workbench, server } = session();
    const tree = await openResources(workbench);
    const welcome = await workbench.view("Resources").welcome();
    expect(welcome.text).toContain("a different cloud");
    await workbench.view("Resources").pressWelcomeButton("Choose How to Sign In...");
    const { items } = await workbench.quickInput.waitFor({ title: "Choose how to sign in to Azure" });
    expect(items.map(({ label, description }) => [label.trim(), description])).toEqual([
      ["Microsoft account in VS Code", "current"],
      ["Azure CLI", ""],
      ["Environment variables", ""],
    ]);
    await workbench.screenshot("out/pictures/choose-sign-in.png");
    await workbench.quickInput.choose(/Environment variables$/);
    await tree.row(["Contoso Production"]);
    expect(await server.readMachineSettings()).toMatchObject({ "managedIdentities.signIn": "environment" });
  });

  test("the settings that a cloud is chosen with are found where this window has them", async () => {
    const { workbench } = session();
    await workbench.palette.run("Managed Identities: Open Settings");
    await workbench.screen.untilTrue("the setting of the cloud", async () =>
      workbench.page
        .locator(".settings-editor .setting-item-label")
        .filter({ hasText: "Authority" })
        .first()
        .isVisible(),
    );
    await workbench.screenshot("out/pictures/settings.png");
  });
});

describe("with an Azure CLI that is not signed in", () => {
  const session = useWorkbench({
    machineSettings: { "managedIdentities.signIn": "azureCli" },
    userSettings: { "terminal.integrated.gpuAcceleration": "off" },
    // Whoever is signed in on the machine of the test is not here.
    env: { AZURE_CONFIG_DIR: path.join(tmpdir(), "no-azure-cli-session") },
  });

  test("each view asks for az login, which a terminal has typed", async () => {
    const { workbench } = session();
    await openResources(workbench);
    const welcome = await workbench.view("Resources").welcome();
    expect(welcome.text).toContain("Sign in to the Azure CLI to see your virtual machines");
    expect(welcome.buttons).toEqual(["Run az login", "Refresh"]);
    const identities = await workbench.view("User-Assigned Identities").welcome();
    expect(identities.text).toContain("Sign in to the Azure CLI to see your user-assigned identities");
    await workbench.view("Resources").pressWelcomeButton("Run az login");
    await workbench.terminal.waitFor(/az login$/);
    await workbench.screenshot("out/pictures/az-login.png");
    await workbench.setSideBarWidth(200);
    await workbench.screenshot("out/pictures/az-login-narrow.png");
  });
});

describe("with a filter that hides every subscription", () => {
  const session = useWorkbench({
    userSettings: {
      "azureResourceGroups.selectedSubscriptions": [
        "00000000-0000-0000-0000-000000000000/11111111-1111-1111-1111-111111111111",
      ],
    },
  });

  test("the tree says so and names the setting", async () => {
    const { workbench } = session();
    await openResources(workbench);
    const welcome = await workbench.view("Resources").welcome();
    expect(welcome.text).toContain("azureResourceGroups.selectedSubscriptions");
    expect(welcome.buttons).toContain("Open the Subscription Filter");
  });
});

describe("with a filter for one subscription", () => {
  const filter = `${tenants.contoso}/${subscriptions.staging}`.toUpperCase();
  const session = useWorkbench({ userSettings: { "azureResourceGroups.selectedSubscriptions": [filter] } });

  test("the tree shows that one, whatever the casing", async () => {
    const { workbench } = session();
    const tree = await openResources(workbench);
    await tree.row(["Contoso Staging"]);
    expect((await tree.children()).map(({ label }) => label)).toEqual(["Contoso Staging"]);
  });
});

describe("without a subscription", () => {
  const session = useWorkbench({
    emulator: { seed: { ...sampleEstate, subscriptions: [], groups: [], resources: [] } },
  });

  test("the tree says so", async () => {
    const { workbench } = session();
    await openResources(workbench);
    expect((await workbench.view("Resources").welcome()).text).toContain(
      "The service principal can't read any Azure subscription",
    );
  });
});

describe("with subscriptions that hold nothing", () => {
  const session = useWorkbench({ emulator: { seed: { ...sampleEstate, resources: [] } } });

  test("the tree says so", async () => {
    const { workbench } = session();
    await openResources(workbench);
    expect((await workbench.view("Resources").welcome()).text).toContain(
      "Your subscriptions have no virtual machines or scale sets",
    );
  });
});

describe("with an address that is not https", () => {
  const session = useWorkbench({
    machineSettings: { "managedIdentities.cloud.resourceManagerEndpoint": "http://localhost:1" },
  });

  test("the tree names the setting, and no token goes there", async () => {
    const { workbench } = session();
    const tree = await openResources(workbench);
    await tree.row(["Couldn't list your subscriptions"]);
    const [row] = await tree.children();
    expect(row?.label).toBe("Couldn't list your subscriptions");
    expect(row?.description).toContain("managedIdentities.cloud.resourceManagerEndpoint");
  });
});
