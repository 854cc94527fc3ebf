import { describe, expect, it, vi } from "vitest";
import type { Credential } from "../../../../src/azure/accounts";
import { createIdentitySignIn } from "../../../../src/azure/signIn/identitySignIn";
import { environmentSource, type IdentitySource } from "../../../../src/azure/signIn/identitySources";
import { tenants } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never } from "../emulated";

const get = emulatedAzure();
const ENVIRONMENT = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "s" };

/** Like the Azure CLI: only a token shows whether somebody is signed in. */
function provedByToken(getToken: Credential["getToken"]): IdentitySource {
  return {
    account: () => ({ id: "cli", label: "CLI" }),
    isProvedByToken: true,
    credential: () => Promise.resolve({ getToken }),
  };
}

const signedOut = (): Promise<never> =>
  Promise.reject(Object.assign(new Error("Please run 'az login'"), { name: "CredentialUnavailableError" }));

describe("the sign-in by the environment", () => {
  it("gives the service principal as the one account", async () => {
    const { clientId, tenantId } = get().emulator.credentials;
    expect(await get().signIn.getAccounts()).toEqual([{ id: `environment/${tenantId}/${clientId}`, label: clientId }]);
  });

  it("lists the tenants that the account sees", async () => {
    const [account] = await get().signIn.getAccounts();
    const found = account && (await get().signIn.getTenantsForAccount(account, never()));
    expect(found).toEqual([
      { tenantId: tenants.contoso, displayName: "Contoso", account },
      { tenantId: tenants.fabrikam, displayName: "Fabrikam", account },
    ]);
  });

  it("gives tokens of the tenant that is asked for, from the cloud's authority", async () => {
    const account = { id: "a", label: "a" };
    for (const tenantId of Object.values(tenants)) {
      const credential = get().signIn.credentialFor({ tenantId, displayName: undefined, account });
      const token = await credential.getToken(`${get().emulator.url}/.default`);
      expect(token?.token).toEqual(expect.any(String));
      expect(get().emulator.control.requests().at(-1)?.path).toContain(tenantId);
    }
  });

  it.each([
    [{ AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "s" }, "AZURE_TENANT_ID"],
    [{ AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "", AZURE_CLIENT_SECRET: "s" }, "AZURE_CLIENT_ID"],
    [{ AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c" }, "AZURE_CLIENT_SECRET"],
  ])("names the variable that is missing of %j", async (variables, setting) => {
    const signIn = createIdentitySignIn(get().cloud, environmentSource(variables));
    expect(await signIn.getAccounts()).toEqual([]);
    expect(await failureOf(signIn.signIn())).toEqual({ reason: "badSettings", setting, detail: "missing" });
  });

  it("takes a certificate in place of a secret", () => {
    const variables = { ...ENVIRONMENT, AZURE_CLIENT_SECRET: undefined, AZURE_CLIENT_CERTIFICATE_PATH: "/x.pem" };
    expect(environmentSource(variables).account()).toEqual({ id: "environment/t/c", label: "c" });
  });

  it("says that a wrong secret signs nobody in", async () => {
    vi.stubEnv("AZURE_CLIENT_SECRET", "wrong");
    const signIn = createIdentitySignIn(get().cloud, environmentSource(process.env));
    expect(await failureOf(signIn.signIn())).toMatchObject({ reason: "notSignedIn" });
    vi.stubEnv("AZURE_CLIENT_SECRET", get().emulator.credentials.clientSecret);
    expect(await signIn.signIn()).toBe(true);
  });
});

describe("a sign-in whose server gives no answer in time", () => {
  it.each([
    ["stalls within its answer", { part: "half", then: "stall" } as const],
    ["asks to wait for a day", { status: 429, headers: { "retry-after": "86400" }, body: {} }],
  ])("ends by its deadline where the server %s", async (_, trouble) => {
    const { control } = get().emulator;
    const over = Promise.withResolvers<undefined>();
    const signIn = createIdentitySignIn(get().cloud, environmentSource(process.env), () => over.promise);
    control.clearRequests();
    control.inject({ method: "POST", path: /\/oauth2\/v2\.0\/token/, ...trouble });
    const failure = failureOf(signIn.signIn());
    await expect.poll(() => control.requests().filter(({ path }) => path.includes("/token"))).toHaveLength(1);
    over.resolve(undefined);
    expect(await failure).toEqual({ reason: "signInTimeout", tenantId: undefined });
    control.releaseStalled();
    control.clearInjections();
    expect(await createIdentitySignIn(get().cloud, environmentSource(process.env)).signIn()).toBe(true);
  });
});

describe("a sign-in that only a token proves", () => {
  it("fails in time where the token never comes, in each of its ways", async () => {
    const stalled = provedByToken(() => new Promise(() => undefined));
    const signIn = createIdentitySignIn(get().cloud, stalled, () => Promise.resolve());
    const tenant = { tenantId: "t1", displayName: undefined, account: { id: "cli", label: "CLI" } };
    const timeout = { reason: "signInTimeout", tenantId: undefined };
    expect(await failureOf(signIn.getAccounts())).toEqual(timeout);
    expect(await failureOf(signIn.signIn())).toEqual(timeout);
    expect(await failureOf(signIn.credentialFor(tenant).getToken("s"))).toEqual({ ...timeout, tenantId: "t1" });
  });

  it("has an account while there is a token, and none while there is not", async () => {
    const present = provedByToken(() => Promise.resolve({ token: "secret", expiresOnTimestamp: 1 }));
    expect(await createIdentitySignIn(get().cloud, present).getAccounts()).toEqual([{ id: "cli", label: "CLI" }]);
    expect(await createIdentitySignIn(get().cloud, provedByToken(signedOut)).getAccounts()).toEqual([]);
  });

  it("passes on every other trouble, which is not the same as nobody", async () => {
    const broken = provedByToken(() => Promise.reject(new TypeError("broken")));
    expect(await failureOf(createIdentitySignIn(get().cloud, broken).getAccounts())).toMatchObject({
      reason: "badAnswer",
    });
  });

  it("says what its tool says where a user wants to sign in", async () => {
    const call = createIdentitySignIn(get().cloud, provedByToken(signedOut)).signIn();
    await expect(call).rejects.toMatchObject({
      failure: { reason: "notSignedIn" },
      message: "Please run 'az login'",
    });
  });

  it("is of the directory and the service that a user signs in to", async () => {
    const getToken = vi.fn<Credential["getToken"]>(signedOut);
    const signIn = createIdentitySignIn(get().cloud, provedByToken(getToken));
    const tenant = { tenantId: tenants.fabrikam, displayName: undefined, account: { id: "cli", label: "CLI" } };
    expect(await failureOf(signIn.signIn(tenant))).toEqual({ reason: "notSignedIn", tenantId: tenants.fabrikam });
    expect(await failureOf(signIn.signIn(tenant, "directory"))).toMatchObject({ reason: "notSignedIn" });
    const { emulator } = get();
    expect(getToken.mock.calls).toEqual([
      [`${emulator.url}/.default`, { tenantId: tenants.fabrikam, abortSignal: expect.any(AbortSignal) as unknown }],
      [
        `${emulator.graphUrl}/.default`,
        { tenantId: tenants.fabrikam, abortSignal: expect.any(AbortSignal) as unknown },
      ],
    ]);
  });

  it("tells once it is signed in", async () => {
    const signIn = createIdentitySignIn(
      get().cloud,
      provedByToken(() => Promise.resolve({ token: "secret", expiresOnTimestamp: 1 })),
    );
    const heard = vi.fn();
    signIn.onRefreshSuggested(heard);
    await signIn.signIn();
    signIn.dispose();
    await signIn.signIn();
    expect(heard).toHaveBeenCalledOnce();
  });
});
