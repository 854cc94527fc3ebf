import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines } from "../src/estate/contosoMachines";
import { fabrikamVms } from "../src/estate/fabrikamMachines";
import { subscriptions, tenants } from "../src/estate/places";
import { textAt } from "../src/json";
import { errorOf, itemsOf, requestToken, testClient, type TestClient } from "./testClient";

const url = `${machines.plain}?api-version=2024-07-01`;
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  return () => emulator.close();
});

describe("sign-in", () => {
  it("is discovered for a tenant and for ADFS", async () => {
    const tenant = await client.send("GET", `/${tenants.fabrikam}/v2.0/.well-known/openid-configuration`);
    const adfs = await client.send("GET", "/adfs/.well-known/openid-configuration");
    expect(textAt(tenant.body, "token_endpoint")).toBe(`${emulator.url}/${tenants.fabrikam}/oauth2/v2.0/token`);
    expect(textAt(adfs.body, "token_endpoint")).toBe(`${emulator.url}/adfs/oauth2/token`);
    expect((await client.send("GET", "/no-such-tenant/v2.0/.well-known/openid-configuration")).status).toBe(400);
  });

  it("gives a token for each tenant, which sees that tenant's subscriptions only", async () => {
    const fabrikam = await testClient(emulator, tenants.fabrikam);
    const ids = itemsOf(await fabrikam.send("GET", "/subscriptions?api-version=2022-12-01")).map(
      (one) => one["subscriptionId"],
    );
    expect(ids).toEqual([subscriptions.fabrikamProduction, subscriptions.fabrikamLab]);
    expect((await fabrikam.send("GET", `${fabrikamVms.orders}?api-version=2024-07-01`)).status).toBe(200);
    expect((await fabrikam.send("GET", url)).status).toBe(401);
  });

  it.each([
    ["a wrong secret", { client_secret: "guess" }, 401, "invalid_client"],
    ["an unknown application", { client_id: "11111111-1111-4111-8111-111111111111" }, 400, "unauthorized_client"],
    ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
    ["an audience that it does not have", { scope: "https://vault.azure.net/.default" }, 400, "invalid_resource"],
  ])("refuses %s", async (_name, form, status, error) => {
    const answer = await requestToken(emulator, tenants.contoso, form);
    expect(answer).toMatchObject({ status, body: { error } });
    expect(answer.body).not.toHaveProperty("access_token");
  });

  it("says where the resource manager, the authority and the audience are", async () => {
    const newer = await client.send("GET", "/metadata/endpoints?api-version=2022-09-01");
    const older = await client.send("GET", "/metadata/endpoints?api-version=2015-01-01");
    expect(newer.body).toMatchObject([
      { resourceManager: emulator.url, authentication: { audiences: [emulator.url] } },
    ]);
    expect(older.body).toMatchObject({ authentication: { loginEndpoint: `${emulator.url}/adfs` } });
  });
});

describe("tokens", () => {
  it.each([
    ["missing", "", "AuthenticationFailed"],
    ["unknown", "abc.def.ghi", "InvalidAuthenticationToken"],
  ])("that are %s are refused with a challenge", async (_name, token, code) => {
    const received = await client.send("GET", url, { token });
    expect(received.status).toBe(401);
    expect(errorOf(received)["code"]).toBe(code);
    expect(received.headers["www-authenticate"]).toContain(`authorization_uri="${emulator.url}/`);
  });

  it("expire, and a fresh one works", async () => {
    emulator.control.expireTokens();
    const received = await client.send("GET", url);
    expect(received.status).toBe(401);
    expect(errorOf(received)["code"]).toBe("ExpiredAuthenticationToken");
    expect(textAt(errorOf(received), "message")).toMatch(
      /^The access token expiry UTC time '.+' is earlier than current UTC time '.+'\.$/,
    );
    const fresh = await testClient(emulator);
    expect((await fresh.send("GET", url)).status).toBe(200);
  });
});
