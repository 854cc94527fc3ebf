import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines } from "../src/estate/contosoMachines";
import { identities, idsOf } from "../src/estate/identitySeeds";
import { tenants } from "../src/estate/places";
import { valueAt } from "../src/json";
import { requestToken, testClient, type TestClient } from "./testClient";

const url = `${machines.plain}?api-version=2024-07-01`;
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator({ control: true });
  client = await testClient(emulator);
  return () => emulator.close();
});

async function status(): Promise<number | "no answer"> {
  try {
    return (await client.send("GET", url)).status;
  } catch {
    return "no answer";
  }
}

describe("scripted failures", () => {
  it("meet as many requests as asked for, and then no more", async () => {
    emulator.control.inject({
      path: /vm-web-bastion/,
      status: 503,
      body: { error: { code: "ServerTimeout" } },
      times: 2,
    });
    expect([await status(), await status(), await status()]).toEqual([503, 503, 200]);
  });

  it("meet only the method and the path that they name", async () => {
    emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, status: 500 });
    emulator.control.inject({ path: /vm-other/, status: 500 });
    expect(await status()).toBe(200);
    emulator.control.clearInjections();
    expect((await client.send("PATCH", url, { body: {} })).status).toBe(200);
  });

  it("can be HTML instead of JSON", async () => {
    emulator.control.inject({ path: /vm-web-bastion/, status: 502, body: "<html>Bad gateway</html>" });
    const received = await client.send("GET", url);
    expect(received).toMatchObject({ status: 502, body: "<html>Bad gateway</html>" });
    expect(received.headers["content-type"]).toContain("text/html");
  });

  it("can close the connection before anything was done, or after", async () => {
    const body = { identity: { type: "SystemAssigned" } };
    emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, close: "before" });
    await expect(client.send("PATCH", url, { body })).rejects.toThrow();
    expect(emulator.control.resource(machines.plain)).not.toHaveProperty("identity");
    emulator.control.inject({ method: "PATCH", path: /vm-web-bastion/, close: "after" });
    await expect(client.send("PATCH", url, { body })).rejects.toThrow();
    expect(emulator.control.resource(machines.plain)).toHaveProperty("identity");
  });

  it("can hold an answer back", async () => {
    emulator.control.inject({ path: /vm-web-bastion/, delayMs: 30 });
    const started = performance.now();
    expect(await status()).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(29);
  });
});

describe("the request log", () => {
  it("holds what was asked, without tokens and secrets", async () => {
    emulator.control.clearRequests();
    await requestToken(emulator, tenants.contoso);
    await client.send("PATCH", url, { body: { tags: { a: "b" } } });
    const [signIn, patch] = emulator.control.requests();
    expect(patch).toMatchObject({
      method: "PATCH",
      path: machines.plain,
      query: { "api-version": "2024-07-01" },
      headers: { authorization: "(redacted)" },
      body: { tags: { a: "b" } },
      status: 200,
    });
    expect(JSON.stringify([signIn, patch])).not.toContain(emulator.credentials.clientSecret);
    expect(JSON.stringify([signIn, patch])).not.toContain(client.token);
  });
});

describe("what is stored", () => {
  it("is handed out as a copy", () => {
    const copy = emulator.control.resource(machines.both.toUpperCase());
    Object.assign(copy ?? {}, { location: "elsewhere" });
    expect(emulator.control.resource(machines.both)).toMatchObject({ location: "westeurope" });
  });

  it("changes by another party's write, identities by Azure's rules", () => {
    const identity = { type: "UserAssigned", userAssignedIdentities: { [identities.webApi]: {} } };
    emulator.control.patchAsThirdParty(machines.systemOnly, { tags: { a: "b" }, identity });
    expect(emulator.control.resource(machines.systemOnly)).toMatchObject({
      tags: { a: "b" },
      identity: { type: "UserAssigned", userAssignedIdentities: { [identities.webApi]: idsOf(identities.webApi) } },
    });
    emulator.control.patchAsThirdParty(machines.systemOnly, { identity: { type: "None" } });
    expect(emulator.control.resource(machines.systemOnly)).not.toHaveProperty("identity");
  });

  it("can be put and removed", async () => {
    emulator.control.remove(machines.plain);
    expect(await status()).toBe(404);
    emulator.control.put(machines.plain, { location: "westus", properties: { provisioningState: "Succeeded" } });
    expect(await status()).toBe(200);
    expect(() => {
      emulator.control.patchAsThirdParty("/subscriptions/none", {});
    }).toThrow("there is no resource");
  });
});

describe("the control interface over HTTP", () => {
  it("does what the one in the process does", async () => {
    const call = (method: string, body: unknown) => client.send("POST", `/__control/${method}`, { body, token: "" });
    await call("inject", { path: "vm-web-bastion", status: 418 });
    expect(await status()).toBe(418);
    await call("patchAsThirdParty", { id: machines.plain, patch: { tags: { by: "http" } } });
    const read = await call("resource", { id: machines.plain });
    expect(valueAt(read.body, "result", "tags", "by")).toBe("http");
    expect((await call("noSuchMethod", {})).status).toBe(404);
    expect((await call("setLatency", {})).status).toBe(400);
  });

  it("is not there unless it was asked for", async () => {
    const closed = await startEmulator();
    const other = await testClient(closed);
    expect((await other.send("POST", "/__control/requests?api-version=2020-01-01", { body: {} })).status).toBe(404);
    await closed.close();
  });
});
