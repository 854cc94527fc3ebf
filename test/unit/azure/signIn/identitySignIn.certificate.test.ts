import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { armScope } from "../../../../src/azure/signIn/cloud";
import { createIdentitySignIn } from "../../../../src/azure/signIn/identitySignIn";
import { environmentSource } from "../../../../src/azure/signIn/identitySources";
import { tenants } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf } from "../emulated";

const get = emulatedAzure();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "certificate-"));
  const made = await generate([{ name: "commonName", value: "an application" }], {
    keySize: 2048,
    algorithm: "sha256",
  });
  await writeFile(path.join(folder, "application.pem"), made.private + made.cert);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Signed in by the environment with a file that holds a certificate and its key, or does not. */
function signedInWith(file: string) {
  vi.stubEnv("AZURE_CLIENT_SECRET", undefined);
  vi.stubEnv("AZURE_CLIENT_CERTIFICATE_PATH", path.join(folder, file));
  return createIdentitySignIn(get().cloud, environmentSource(process.env));
}

describe("a sign-in with a certificate", () => {
  it("asks the chosen cloud's authority for a token, and proves itself by an assertion", async () => {
    const { emulator, cloud } = get();
    const account = { id: "a", label: "a" };
    const signIn = signedInWith("application.pem");
    const credential = signIn.credentialFor({ tenantId: tenants.contoso, displayName: undefined, account });
    emulator.control.inject({
      path: /oauth2/,
      method: "POST",
      status: 200,
      body: { token_type: "Bearer", expires_in: 3600, access_token: "from the authority" },
    });
    expect((await credential.getToken(armScope(cloud())))?.token).toBe("from the authority");
    const asked = emulator.control.requests().find(({ method }) => method === "POST");
    expect(asked?.path).toBe(`/${tenants.contoso}/oauth2/v2.0/token`);
    const form = new URLSearchParams(String(asked?.body));
    expect(form.get("client_assertion_type")).toBe("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    expect(form.get("client_id")).toBe(emulator.credentials.clientId);
    // The log replaces what proves the application; that it was not a secret is what can be seen.
    expect([form.has("client_assertion"), form.has("client_secret")]).toEqual([true, false]);
  });

  it("that the authority does not know, or whose file cannot be read, signs nobody in", async () => {
    expect(await failureOf(signedInWith("application.pem").signIn())).toMatchObject({ reason: "notSignedIn" });
    expect(await failureOf(signedInWith("missing.pem").signIn())).toMatchObject({ reason: "notSignedIn" });
  });
});
