import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines, scaleSets } from "../src/estate/contosoMachines";
import { subscriptions } from "../src/estate/places";
import { memberAt, textAt } from "../src/json";
import { testClient, type TestClient } from "./testClient";

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
});
afterAll(async () => {
  await emulator.close();
});

const API = "api-version=2023-04-01";

async function names(scope: string, filter = ""): Promise<readonly (string | undefined)[]> {
  const { status, body } = await client.send(
    "GET",
    `${scope}/providers/Microsoft.Authorization/policyAssignments?${filter}${API}`,
  );
  expect(status).toBe(200);
  const value = memberAt(body, "value");
  return (Array.isArray(value) ? value : []).map((each: unknown) => textAt(each, "name"));
}

describe("policy assignments", () => {
  it("are those at a resource and above it; without the filter those below it too", async () => {
    const subscription = `/subscriptions/${subscriptions.staging}`;
    const both = ["machine-configuration", "monitor-identity"];
    expect(await names(machines.monitored, "$filter=atScope()&")).toEqual(both);
    expect(await names(scaleSets.nodes, "$filter=atScope()&")).toEqual(["machine-configuration"]);
    expect(await names(machines.plain, "$filter=atScope()&")).toEqual([]);
    expect(await names(subscription, "$filter=atScope()&")).toEqual(["machine-configuration"]);
    expect(await names(subscription)).toEqual(both);
  });

  it("lead to their initiative, which lists its definitions", async () => {
    const initiatives = "/providers/Microsoft.Authorization/policySetDefinitions";
    const found = await client.send("GET", `${initiatives}/12794019-7a00-42cf-95c2-882eed337cc8?${API}`);
    expect(found).toMatchObject({ status: 200, body: { properties: { policyDefinitions: [{}, {}] } } });
    expect(await client.send("GET", `${initiatives}/none?${API}`)).toMatchObject({ status: 404 });
  });
});
