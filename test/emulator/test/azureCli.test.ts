import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines, scaleSets } from "../src/estate/contosoMachines";
import { identities } from "../src/estate/identitySeeds";
import { subscriptions } from "../src/estate/places";
import { isObject, objectAt, valueAt } from "../src/json";

const run = promisify(execFile);
const cli = (process.env["PATH"] ?? "")
  .split(path.delimiter)
  .map((folder) => path.join(folder, "az"))
  .find((file) => existsSync(file));

describe.skipIf(cli === undefined)("an unmodified Azure CLI (left out where `az` is not installed)", () => {
  let emulator: Emulator;
  let folder: string;

  /** Runs `az` with a configuration of its own and gives what it printed as JSON. */
  async function az(...parameters: readonly string[]): Promise<unknown> {
    const { stdout } = await run(cli ?? "az", [...parameters, "--output", "json", "--only-show-errors"], {
      env: {
        ...process.env,
        AZURE_CONFIG_DIR: folder,
        AZURE_CORE_COLLECT_TELEMETRY: "no",
        REQUESTS_CA_BUNDLE: emulator.certificateFile,
      },
    });
    return stdout.trim() === "" ? undefined : JSON.parse(stdout);
  }

  function namesOf(list: unknown): readonly unknown[] {
    return Array.isArray(list) ? list.filter(isObject).map(({ name }) => name) : [];
  }

  beforeAll(async () => {
    emulator = await startEmulator({ pageSize: 10 });
    folder = await mkdtemp(path.join(tmpdir(), "azure-cli-"));
    const { url, credentials } = emulator;
    // The profile is one that Debian's Python libraries have (docs/testing.md#the-local-azure).
    await az("cloud", "register", "-n", "local", "--endpoint-resource-manager", url, "--endpoint-management", url,
      "--endpoint-active-directory", `${url}/adfs`, "--endpoint-active-directory-resource-id", url,
      "--endpoint-active-directory-graph-resource-id", url, "--suffix-storage-endpoint", "localhost",
      "--suffix-keyvault-dns", ".localhost"); // prettier-ignore
    await az("cloud", "set", "-n", "local");
    await az("cloud", "update", "-n", "local", "--profile", "2020-09-01-hybrid");
    await az(
      "login",
      "--service-principal",
      "-u",
      credentials.clientId,
      "-p",
      credentials.clientSecret,
      "-t",
      credentials.tenantId,
    );
    await az("account", "set", "-s", subscriptions.production);
  }, 120_000);

  afterAll(async () => {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("lists machines, scale sets and identities", async () => {
    expect(namesOf(await az("vm", "list"))).toContain("vm-legacy-02");
    expect(namesOf(await az("vmss", "list"))).toContain("vmss-web-frontend");
    expect(namesOf(await az("identity", "list"))).toContain("id-batch-worker");
  });

  it("creates an identity and deletes it", async () => {
    const made = await az("identity", "create", "-g", "rg-web-prod", "-n", "id-from-cli");
    const id = String(valueAt(made, "id"));
    expect(emulator.control.resource(id)).toMatchObject({ properties: { clientId: valueAt(made, "clientId") } });
    await az("identity", "delete", "-g", "rg-web-prod", "-n", "id-from-cli");
    expect(emulator.control.resource(id)).toBeUndefined();
  });

  it("assigns, shows and removes identities of a virtual machine", async () => {
    const machine = ["-g", "rg-web-prod", "-n", "vm-web-bastion"];
    await az("vm", "identity", "assign", ...machine, "--identities", "[system]", identities.telemetry);
    expect(await az("vm", "identity", "show", ...machine)).toMatchObject({ type: "SystemAssigned, UserAssigned" });
    await az("vm", "identity", "assign", ...machine, "--identities", "id-web-api");
    await az("vm", "identity", "remove", ...machine, "--identities", identities.telemetry);
    const stored = emulator.control.resource(machines.plain);
    expect(
      Object.keys(objectAt(stored?.["identity"], "userAssignedIdentities") ?? {}).map((id) => id.toLowerCase()),
    ).toEqual([identities.webApi.toLowerCase()]);
  }, 60_000);

  it("assigns, shows and removes identities of a scale set", async () => {
    const scaleSet = ["-g", "rg-web-prod", "-n", "vmss-web-frontend"];
    await az("vmss", "identity", "assign", ...scaleSet, "--identities", "id-web-api");
    expect(
      Object.keys(objectAt(await az("vmss", "identity", "show", ...scaleSet), "userAssignedIdentities") ?? {}),
    ).toHaveLength(3);
    await az("vmss", "identity", "remove", ...scaleSet, "--identities", "id-web-frontend", "id-web-api");
    const stored = emulator.control.resource(scaleSets.webFrontend);
    expect(stored?.["identity"]).toMatchObject({ type: "SystemAssigned, UserAssigned" });
    expect(Object.keys(objectAt(stored?.["identity"], "userAssignedIdentities") ?? {})).toEqual([identities.telemetry]);
  }, 60_000);

  it("is told in the service's words why a Flexible scale set refuses", async () => {
    const assign = az("vmss", "identity", "assign", "-g", "rg-batch-prod", "-n", "vmss-batch-workers");
    await expect(assign).rejects.toThrow("Allowed values are: UserAssigned, None.");
  });
});
