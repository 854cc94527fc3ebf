import { expect, test } from "vitest";
import { machines, scaleSets } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { ids, storedIdentity } from "./support/identities";
import { identityPath, openIdentities } from "./support/identityView";
import { apply, chooseChange, machinePath, openResources, REVIEW, scaleSetPath } from "./support/resources";

const session = useWorkbench();

test("subscriptions hold scale sets and machines, and these their identities, without a request a node", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.row(["Contoso Production"]);
  const subscriptions = await tree.children();
  expect(subscriptions.map(({ label }) => label)).toEqual([
    "Contoso Development",
    "Contoso Production",
    "Contoso Shared Services",
    "Contoso Staging",
    "Fabrikam Lab",
    "Fabrikam Production",
  ]);
  expect(subscriptions.map(({ description }) => description)).toContain("Fabrikam");
  await tree.row(machinePath("vm-web-bastion"));
  emulator.control.clearRequests();
  const system = await tree.row([...scaleSetPath("vmss-web-frontend"), "System-assigned"]);
  expect(system.icon).toBe("shield");
  expect(system.description).toMatch(/^[0-9a-f-]{36}$/);
  const user = await tree.row([...scaleSetPath("vmss-web-frontend"), "id-telemetry"]);
  expect(user.ariaLabel).toContain("user-assigned identity");
  await tree.row([...scaleSetPath("vmss-web-frontend"), "id-web-frontend"]);
  const set = await tree.row(scaleSetPath("vmss-web-frontend"));
  expect(set.description).toBe("system-assigned + 2 user-assigned");
  expect(set.ariaLabel).toContain("vmss-web-frontend, Uniform scale set, westeurope, system-assigned, 2 user-assigned");
  expect((await tree.row(machinePath("vm-web-bastion"))).expansion).toBe("leaf");
  const asked = emulator.control.requests().filter(({ path }) => /vmss-web-frontend|vm-web-bastion/i.test(path));
  expect(asked).toEqual([]);
});

test("instances of a Flexible scale set stand under it and not among the machines", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  const instances = await tree.children([...scaleSetPath("vmss-batch-workers"), "Instances"]);
  expect(instances.length).toBeGreaterThan(0);
  const machineLabels = (await tree.children(["Contoso Production", "Virtual machines"])).map(({ label }) => label);
  expect(machineLabels).not.toContain(instances[0]?.label);
});

test("the filter shows what has the text in its name, and clearing it brings everything back", async () => {
  const { workbench } = session();
  const view = workbench.view("Resources");
  const tree = await openResources(workbench);
  await workbench.palette.run("Managed Identities: Filter Resources...");
  await workbench.quickInput.waitFor({ title: "Filter resources" });
  await workbench.quickInput.type("FRONTEND");
  await workbench.quickInput.accept();
  await tree.row(scaleSetPath("vmss-web-frontend"));
  const message = "Filter: FRONTEND";
  await workbench.screen.untilTrue("the filter's message", async () => (await view.message()) === message);
  expect((await tree.children()).map(({ label }) => label)).toEqual(["Contoso Production"]);
  await view.titleAction("Clear Resource Filter");
  await tree.row(["Fabrikam Production"]);
  await workbench.screen.untilTrue("no message", async () => (await view.message()) === "");
});

test("what is expanded stays so over a refresh, and a third party's change shows", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.expand(machinePath("vm-web-build"));
  emulator.control.patchAsThirdParty(machines.systemOnly, { identity: { type: "None" } });
  await workbench.view("Resources").titleAction("Refresh");
  await tree.rowWhere(
    machinePath("vm-web-build"),
    "without identity and without anything below it",
    ({ description, expansion }) => description.startsWith("no identity") && expansion === "leaf",
  );
  expect((await tree.row(["Contoso Production"])).expansion).toBe("expanded");
});

test("a listing that fails is a node that says so and tries again, beside what could be listed", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  const error = {
    code: "AuthorizationFailed",
    message: "The client 'x' with object id 'y' does not have authorization to perform action 'z' over scope 's'.",
  };
  emulator.control.inject({ path: /virtualMachineScaleSets\?/, status: 403, body: { error }, times: 100 });
  await workbench.view("Resources").titleAction("Refresh");
  const failure = await tree.row(["Contoso Production", "Couldn't list scale sets"]);
  expect(failure.description).toMatch(/have permission/);
  expect(failure.ariaLabel).toContain("Press Enter to try again");
  await tree.row(machinePath("vm-web-bastion"));
  emulator.control.clearInjections();
  await tree.click(["Contoso Production", "Couldn't list scale sets"]);
  await tree.gone(["Contoso Production", "Couldn't list scale sets"]);
  await tree.row(scaleSetPath("vmss-web-frontend"));
});

test("a command from a menu keeps its node while the rest is still being listed", async () => {
  const { workbench, emulator } = session();
  const view = await openIdentities(workbench);
  const path = identityPath("id-web-api");
  await view.tree.row(path);
  emulator.control.inject({ path: /Microsoft\.Compute\/virtualMachine/i, delayMs: 3000, times: 12 });
  await view.titleAction("Refresh");
  await view.tree.chooseFromMenu(path, "Show Properties");
  await workbench.editor.waitForTab(/id-web-api/);
  expect(await workbench.quickInput.now()).toBeUndefined();
  emulator.control.clearInjections();
});

test("an HTML page, a closed connection and unusable items leave the tree usable", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.inject({
    path: /virtualMachines\?/,
    status: 200,
    body: "<html>Sign in to the proxy</html>",
    times: 100,
  });
  emulator.control.inject({ path: /userAssignedIdentities\?/, close: "before", times: 100 });
  await workbench.view("Resources").titleAction("Refresh");
  const failure = await tree.row(["Contoso Production", "Couldn't list virtual machines"]);
  expect(failure.description).toMatch(/Couldn't read the response/);
  await tree.row(["Contoso Production", "Couldn't list user-assigned identities"], 60_000);
  emulator.control.clearInjections();
  const odd = {
    type: "Microsoft.Storage/storageAccounts",
    id: "not an id",
    name: 5,
    identity: { type: "DeviceAssigned" },
  };
  const strange = {
    id: machines.plain,
    name: "vm-web-bastion",
    type: "Microsoft.Compute/virtualMachines",
    location: "westeurope",
    identity: { type: "DeviceAssigned" },
  };
  emulator.control.inject({
    path: /virtualMachines\?/,
    status: 200,
    body: { value: [odd, strange, strange, null] },
    times: 100,
  });
  await workbench.view("Resources").titleAction("Refresh");
  const row = await tree.rowWhere(machinePath("vm-web-bastion"), "unreadable identity", ({ description }) =>
    description.startsWith("unreadable identity"),
  );
  expect(row.expansion).toBe("leaf");
  emulator.control.clearInjections();
  await workbench.view("Resources").titleAction("Refresh");
  await tree.row(machinePath("vm-sql-01"));
});

test("every command can be reached by keys: the menu of a node, and the palette, which asks for the resource", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  const menu = await tree.contextMenuWithKeys(scaleSetPath("vmss-web-frontend"));
  const labels = await menu.allLabels();
  expect(labels).toEqual(
    expect.arrayContaining([
      "Identities > Assign User-Assigned Identities...",
      "Remove > Disable System-Assigned Identity...",
      "Copy > Copy Resource ID",
    ]),
  );
  expect(labels.at(-1)).toBe("Remove > Remove All Identities...");
  await menu.dismiss();
  await workbench.palette.run("Managed Identities: Copy Resource ID");
  await workbench.quickInput.waitFor({ placeholder: /Select a scale set or virtual machine/ });
  await workbench.quickInput.choose("vm-sql-01");
  await workbench.quickInput.waitFor({ placeholder: /Select what to copy/ });
  const copied = await workbench.clipboard.after(() => workbench.quickInput.choose("vm-sql-01"));
  expect(copied.toLowerCase()).toBe(machines.oneUser.toLowerCase());
});

test("grouping by resource group is remembered when the window is loaded again", async () => {
  const { workbench } = session();
  await workbench.palette.run("Managed Identities: Group Resources by Resource Group");
  let tree = await openResources(workbench);
  await tree.row(["Contoso Production", "rg-web-prod", "vmss-web-frontend"]);
  await workbench.reload();
  tree = await openResources(workbench);
  await tree.row(["Contoso Production", "rg-web-prod", "vmss-web-frontend"]);
  await workbench.palette.run("Managed Identities: Group Resources by Kind");
  await tree.row(scaleSetPath("vmss-web-frontend"));
});

test("a resource group is changed as a whole", async () => {
  const { workbench, emulator } = session();
  await workbench.palette.run("Managed Identities: Group Resources by Resource Group");
  const tree = await openResources(workbench);
  await chooseChange(
    workbench,
    tree,
    ["Contoso Production", "rg-legacy"],
    "Assign User-Assigned Identities...",
    "id-telemetry",
  );
  await workbench.quickInput.waitFor(REVIEW);
  await apply(workbench);
  await workbench.notifications.waitFor(/^Assign id-telemetry: 3 changed/);
  for (const id of [scaleSets.legacyAgents, machines.legacy, machines.legacy.replace(/01$/, "02")]) {
    expect(storedIdentity(emulator, id).userAssigned).toEqual(ids(identities.telemetry));
  }
  await workbench.palette.run("Managed Identities: Group Resources by Kind");
});
