import { expect, test } from "vitest";
import { machines } from "../emulator/src/estate/contosoMachines";
import { identities } from "../emulator/src/estate/identitySeeds";
import { subscriptions } from "../emulator/src/estate/places";
import { AzureCliSession } from "../parity/azureCliSession";
import { isInstalled } from "../parity/tools";
import { useWorkbench } from "./harness/useWorkbench";
import { storedIdentity } from "./support/identities";
import { apply, chooseChange, machinePath, openResources, verified } from "./support/resources";

const hasAzureCli = isInstalled(
  "az",
  "LEFT OUT: the Azure CLI is not installed, so what it sees of a change is not looked at.",
);

const session = useWorkbench({ emulator: { operationMs: 100 } });

test.runIf(hasAzureCli)(
  "the Azure CLI sees what the extension has done, and the extension what the CLI has done",
  async () => {
    const { workbench, emulator } = session();
    const tree = await openResources(workbench);
    const path = machinePath("vm-web-build");
    await chooseChange(workbench, tree, path, "Assign User-Assigned Identities...", "id-web-api");
    await apply(workbench);
    await verified(workbench, "vm-web-build");
    const cli = await AzureCliSession.start(emulator);
    try {
      const where = `--subscription ${subscriptions.production} -g rg-web-prod -n vm-web-build`;
      const shown = await cli.run(`az vm identity show ${where} -o json`);
      expect(shown.output.toLowerCase()).toContain(identities.webApi.toLowerCase());
      expect(shown.output).toContain("SystemAssigned, UserAssigned");
      const removed = await cli.run(`az vm identity remove ${where} --identities ${identities.webApi}`);
      expect(removed.status).toBe(0);
    } finally {
      cli.close();
    }
    await workbench.view("Resources").titleAction("Refresh");
    await tree.gone([...path, "id-web-api"]);
    expect(storedIdentity(emulator, machines.systemOnly)).toEqual({ type: "SystemAssigned", userAssigned: [] });
  },
);
