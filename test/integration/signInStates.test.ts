import { describe, expect, test } from "vitest";
import { subscriptions, tenants } from "../emulator/src/estate/places";
import { sampleEstate } from "../emulator/src/estate/sampleEstate";
import { useWorkbench } from "./harness/useWorkbench";
import { openResources } from "./support/resources";

describe("without an account", () => {
  const session = useWorkbench({ env: { AZURE_CLIENT_SECRET: "" } });

  test("the tree says how to sign in, and signing in says what is missing", async () => {
    const { workbench } = session();
    await openResources(workbench);
    const welcome = await workbench.view("Resources").welcome();
    expect(welcome.text).toContain("Sign in to see the scale sets and virtual machines");
    expect(welcome.buttons).toContain("Sign In to Azure");
    await workbench.view("Resources").pressWelcomeButton("Sign In to Azure");
    const notification = await workbench.notifications.waitFor(/AZURE_CLIENT_SECRET/);
    expect(notification.severity).toBe("error");
  });
});

describe("with the Microsoft account of a VS Code that has none", () => {
  const session = useWorkbench({ machineSettings: { "managedIdentities.signIn": "vscode" } });

  test("signing in names the other ways", async () => {
    const { workbench } = session();
    await openResources(workbench);
    await workbench.palette.run("Managed Identities: Sign In to Azure...");
    await workbench.notifications.waitFor(/managedIdentities\.signIn/);
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
    expect((await workbench.view("Resources").welcome()).text).toContain("no Azure subscription");
  });
});

describe("with subscriptions that hold nothing", () => {
  const session = useWorkbench({ emulator: { seed: { ...sampleEstate, resources: [] } } });

  test("the tree says so", async () => {
    const { workbench } = session();
    await openResources(workbench);
    expect((await workbench.view("Resources").welcome()).text).toContain(
      "No scale sets or virtual machines were found",
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
