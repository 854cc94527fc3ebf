import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines, scaleSets } from "../src/estate/contosoMachines";
import { valueAt } from "../src/json";
import { itemsOf, testClient, type Received, type TestClient } from "./testClient";

const version = "api-version=2024-07-01";
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  return () => emulator.close();
});

function get(path: string): Promise<Received> {
  return client.send("GET", `${path}?${version}`);
}

describe("the retired extension", () => {
  it("of a virtual machine is shown with it and goes when it is removed", async () => {
    expect(valueAt((await get(machines.legacy)).body, "resources")).toMatchObject([
      {
        properties: {
          publisher: "Microsoft.ManagedIdentity",
          type: "ManagedIdentityExtensionForLinux",
          settings: { port: 50342 },
        },
      },
    ]);
    const [extension] = itemsOf(await get(`${machines.legacy}/extensions`));
    const answer = await client.send("DELETE", `${String(extension?.["id"])}?${version}`);
    expect(answer.status).toBe(202);
    expect(answer.headers["azure-asyncoperation"]).toContain("/operations/");
    expect(itemsOf(await get(`${machines.legacy}/extensions`))).toEqual([]);
    expect(valueAt((await get(machines.legacy)).body, "resources")).toBeUndefined();
  });

  it("of a scale set goes from the model first, and from its instances when they are upgraded", async () => {
    const instances = `${scaleSets.legacyAgents}/virtualMachines`;
    const applied = async (): Promise<readonly unknown[]> =>
      itemsOf(await get(instances)).map((one) => [
        valueAt(one, "properties", "latestModelApplied"),
        valueAt(one, "resources") !== undefined,
      ]);
    const [extension] = itemsOf(await get(`${scaleSets.legacyAgents}/extensions`));
    expect(extension).toMatchObject({ name: "ManagedIdentityExtensionForWindows" });

    expect((await client.send("DELETE", `${String(extension?.["id"])}?${version}`)).status).toBe(202);
    expect(itemsOf(await get(`${scaleSets.legacyAgents}/extensions`))).toEqual([]);
    expect(await applied()).toEqual([[false, true], [false, true], [false, true]]); // prettier-ignore

    await client.send("POST", `${scaleSets.legacyAgents}/manualupgrade?${version}`, {
      body: { instanceIds: ["0", "2"] },
    });
    expect(await applied()).toEqual([[true, false], [false, true], [true, false]]); // prettier-ignore
  });
});

describe("an extension", () => {
  it("is added without its protected settings coming back", async () => {
    const url = `${machines.plain}/extensions/AADSSHLoginForLinux?${version}`;
    const properties = {
      publisher: "Microsoft.Azure.ActiveDirectory",
      type: "AADSSHLoginForLinux",
      protectedSettings: { key: "secret" },
    };
    expect((await client.send("PUT", url, { body: { location: "westeurope", properties } })).status).toBe(201);
    const shown = await client.send("GET", url);
    expect(shown.body).toMatchObject({ properties: { provisioningState: "Succeeded" } });
    expect(JSON.stringify(shown.body)).not.toContain("secret");
  });
});

describe("the model of a Uniform scale set", () => {
  it("is not changed by an identity: instances keep the latest one", async () => {
    await client.send("PATCH", `${scaleSets.webFrontend}?${version}`, {
      body: { identity: { type: "SystemAssigned" } },
    });
    const states = itemsOf(await get(`${scaleSets.webFrontend}/virtualMachines`)).map((one) =>
      valueAt(one, "properties", "latestModelApplied"),
    );
    expect(states).toEqual([true, true, true]);
  });

  it("is changed by its profile: instances lag in a Manual set and follow in an Automatic one", async () => {
    const body = { properties: { virtualMachineProfile: { licenseType: "None" } } };
    await client.send("PATCH", `${scaleSets.webFrontend}?${version}`, { body });
    await client.send("PATCH", `${scaleSets.webCanary}?${version}`, { body });
    const state = async (id: string): Promise<unknown> =>
      valueAt(itemsOf(await get(`${id}/virtualMachines`))[0], "properties", "latestModelApplied");
    expect(await state(scaleSets.webFrontend)).toBe(false);
    expect(await state(scaleSets.webCanary)).toBe(true);
  });
});
