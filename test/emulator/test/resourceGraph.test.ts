import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines } from "../src/estate/contosoMachines";
import { subscriptions } from "../src/estate/places";
import { valueAt } from "../src/json";
import { openApiAvailable, openApiValidator } from "./openApi";
import { testClient, type Received, type TestClient } from "./testClient";

const target = "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01";
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  return () => emulator.close();
});

function query(text: string, options: object = {}): Promise<Received> {
  return client.send("POST", target, { body: { subscriptions: [subscriptions.production], query: text, options } });
}

describe("Azure Resource Graph", () => {
  it("answers with the rows that fulfil the conditions, in any casing, and only what is projected", async () => {
    const { body } = await query(
      "Resources\n| where type =~ 'Microsoft.Compute/VIRTUALMACHINES/extensions'\n" +
        "| where properties.type in~ ('other', 'managedidentityextensionforlinux') | project id, properties.publisher",
    );
    expect(body).toMatchObject({ totalRecords: 1, count: 1, resultTruncated: "false" });
    expect(valueAt(body, "data")).toEqual([
      {
        id: `${machines.legacy}/extensions/ManagedIdentityExtensionForLinux`,
        "properties.publisher": "Microsoft.ManagedIdentity",
      },
    ]);
  });

  it("gives the next page for its token", async () => {
    const text = "Resources | where type =~ 'microsoft.compute/virtualmachines' | project name";
    const all = valueAt((await query(text)).body, "data") as readonly unknown[];
    const first = (await query(text, { $top: 2 })).body;
    const second = (await query(text, { $top: 2, $skipToken: valueAt(first, "$skipToken") })).body;
    expect([valueAt(first, "data"), valueAt(second, "data")]).toEqual([all.slice(0, 2), all.slice(2, 4)]);
  });

  it("refuses what it does not serve", async () => {
    for (const text of [
      "Resources | summarize count()",
      "ResourceContainers",
      "Resources | where name contains 'x'",
      "",
    ]) {
      expect((await query(text)).status).toBe(400);
    }
  });

  it.runIf(openApiAvailable)("keeps to the description", async () => {
    const text = "Resources | project id, name";
    const body = { subscriptions: [subscriptions.production], query: text, options: { $top: 3 } };
    const validate = await openApiValidator();
    const received = await client.send("POST", target, { body });
    expect(await validate({ method: "POST", target, body, received })).toEqual([]);
  });
});
