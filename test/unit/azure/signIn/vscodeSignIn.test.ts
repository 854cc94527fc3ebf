import { describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import type { Timer } from "../../../../src/azure/endingWithin";
import type { Cloud } from "../../../../src/azure/signIn/cloud";
import { cloudFromSettings } from "../../../../src/azure/signIn/clouds";
import type { MicrosoftSessions } from "../../../../src/azure/signIn/microsoftSessions";
import { createVscodeSignIn } from "../../../../src/azure/signIn/vscodeSignIn";
import { failureOf } from "../emulated";

const ACCOUNT = { id: "1", label: "someone@contoso.example" };
const TENANT = { tenantId: "t1", displayName: "Contoso", account: ACCOUNT };
const SCOPE = "https://management.core.windows.net/.default";

const PUBLIC = {
  resourceManagerEndpoint: "https://management.azure.com/",
  authority: "https://login.microsoftonline.com/",
};

const publicCloud = () =>
  cloudFromSettings({
    sovereignEnvironment: undefined,
    sovereignCustomEnvironment: undefined,
    custom: { resourceManagerEndpoint: undefined, authority: undefined, audience: undefined },
  });

const local: Cloud = {
  name: "custom",
  resourceManagerEndpoint: "https://localhost:1",
  authority: "https://localhost:1",
  audience: "https://localhost:1",
  portal: undefined,
  graphEndpoint: undefined,
};

function signInWith(changed: Partial<MicrosoftSessions> = {}, cloud: () => Cloud = publicCloud, timer?: Timer) {
  const told: { listener: () => void } = { listener: () => undefined };
  const stopped = vi.fn();
  const token = vi.fn<MicrosoftSessions["token"]>(() => Promise.resolve("secret"));
  const sessions: MicrosoftSessions = {
    cloud: () => Promise.resolve(PUBLIC),
    accounts: () => Promise.resolve([ACCOUNT]),
    token,
    onDidChange: (listener) => {
      told.listener = listener;
      return { dispose: stopped };
    },
    ...changed,
  };
  return { signIn: createVscodeSignIn(cloud, sessions, timer), token, told, stopped };
}

describe("the sign-in of VS Code", () => {
  it("gives the accounts that are there", async () => {
    expect(await signInWith().signIn.getAccounts()).toEqual([ACCOUNT]);
    expect(await signInWith({ accounts: () => Promise.resolve([]) }).signIn.getAccounts()).toEqual([]);
  });

  it("asks for a session each time that a token is asked for, silently, in the tenant, in the cloud's scope", async () => {
    const { signIn, token } = signInWith();
    const credential = signIn.credentialFor(TENANT);
    const first = await credential.getToken("https://management.azure.com/.default");
    token.mockResolvedValue("another");
    const second = await credential.getToken([SCOPE]);
    expect([first?.token, second?.token]).toEqual(["secret", "another"]);
    expect(token.mock.calls).toEqual([
      [SCOPE, "t1", ACCOUNT, "silent", undefined],
      [SCOPE, "t1", ACCOUNT, "silent", undefined],
    ]);
  });

  it("has a token asked for again after five minutes at the latest", async () => {
    const before = Date.now();
    const token = await signInWith().signIn.credentialFor(TENANT).getToken(SCOPE);
    expect(token?.expiresOnTimestamp).toBeGreaterThanOrEqual(before + 5 * 60_000);
    expect(token?.expiresOnTimestamp).toBeLessThanOrEqual(Date.now() + 5 * 60_000);
  });

  it("fails in time where VS Code gives neither a session nor none", async () => {
    const sessions = { token: () => new Promise<never>(() => undefined) };
    const { signIn } = signInWith(sessions, publicCloud, () => Promise.resolve());
    expect(await failureOf(signIn.credentialFor(TENANT).getToken(SCOPE))).toEqual({
      reason: "signInTimeout",
      tenantId: "t1",
    });
  });

  it("says which tenant one is not signed in to", async () => {
    const { signIn } = signInWith({ token: () => Promise.resolve(undefined) });
    expect(await failureOf(signIn.credentialFor(TENANT).getToken(SCOPE))).toEqual({
      reason: "notSignedIn",
      tenantId: "t1",
    });
  });

  it("names the setting to use where this VS Code has no Microsoft accounts", async () => {
    const accounts = () => Promise.reject(new Error("No authentication provider 'microsoft' is currently registered."));
    const failure = { reason: "badSettings", setting: "managedIdentities.signIn", detail: "noMicrosoftAccount" };
    expect(await failureOf(signInWith({ accounts }).signIn.getAccounts())).toEqual(failure);
    expect(await failureOf(signInWith({ accounts }).signIn.signIn())).toEqual(failure);
  });

  it("gives no token of one cloud to another", async () => {
    const { signIn, token } = signInWith({}, () => local);
    const failure = { reason: "badSettings", setting: "managedIdentities.signIn", detail: "otherCloud" };
    expect(await failureOf(signIn.credentialFor(TENANT).getToken(SCOPE))).toEqual(failure);
    expect(await failureOf(signIn.signIn())).toEqual(failure);
    expect(await failureOf(signIn.getTenantsForAccount(ACCOUNT, new AbortController().signal))).toEqual(failure);
    expect(token).not.toHaveBeenCalled();
  });

  it.each([
    [
      "a sovereign cloud",
      {
        resourceManagerEndpoint: "https://management.usgovcloudapi.net",
        authority: "https://login.microsoftonline.us/",
      },
    ],
    ["another resource manager", { ...PUBLIC, resourceManagerEndpoint: "https://evil.example" }],
    ["another authority", { ...PUBLIC, authority: "https://login.evil.example/" }],
    ["an authority that is no address", { ...PUBLIC, authority: "" }],
  ])("asks for no session where VS Code is set to %s, as a workspace can do", async (_, ofWorkspace) => {
    const { signIn, token } = signInWith({ cloud: () => Promise.resolve(ofWorkspace) });
    const failure = { reason: "badSettings", setting: "managedIdentities.signIn", detail: "otherCloud" };
    expect(await failureOf(signIn.credentialFor(TENANT).getToken(SCOPE))).toEqual(failure);
    expect(await failureOf(signIn.signIn())).toEqual(failure);
    expect(await failureOf(signIn.getTenantsForAccount(ACCOUNT, new AbortController().signal))).toEqual(failure);
    expect(token).not.toHaveBeenCalled();
  });

  it("says that the clouds differ where VS Code is set to a custom one that it cannot read", async () => {
    const { signIn, token } = signInWith({ cloud: () => Promise.reject(new Error("not configured")) });
    const failure = { reason: "badSettings", setting: "managedIdentities.signIn", detail: "otherCloud" };
    expect(await failureOf(signIn.getAccounts())).toEqual(failure);
    expect(await failureOf(signIn.signIn())).toEqual(failure);
    expect(token).not.toHaveBeenCalled();
  });

  it("lets a user sign in, to a tenant or with an account of their choice", async () => {
    const { signIn, token } = signInWith();
    expect(await signIn.signIn()).toBe(true);
    expect(await signIn.signIn(TENANT)).toBe(true);
    expect(token.mock.calls).toEqual([
      [SCOPE, undefined, undefined, "interactive", undefined],
      [SCOPE, "t1", ACCOUNT, "interactive", undefined],
    ]);
  });

  it("asks for the directory's own scope only where it is wanted, silently for a token and openly for a sign-in", async () => {
    const { signIn, token } = signInWith();
    const directory = "https://graph.microsoft.com/.default";
    await signIn.credentialFor(TENANT).getToken(directory);
    await signIn.signIn(TENANT, "directory");
    expect(token.mock.calls).toEqual([
      [directory, "t1", ACCOUNT, "silent", undefined],
      [directory, "t1", ACCOUNT, "interactive", undefined],
    ]);
  });

  it("says that a user did not sign in", async () => {
    const dismissed = signInWith({ token: () => Promise.reject(new Error("User did not consent to login.")) });
    expect(await dismissed.signIn.signIn()).toBe(false);
    const without = signInWith({ token: () => Promise.resolve(undefined) });
    expect(await without.signIn.signIn()).toBe(false);
  });

  it("tells once somebody has signed in, and not where nobody has", async () => {
    const { signIn, token } = signInWith();
    const heard = vi.fn();
    signIn.onRefreshSuggested(heard);
    token.mockRejectedValueOnce(new Error("User did not consent to login."));
    await signIn.signIn();
    expect(heard).not.toHaveBeenCalled();
    await signIn.signIn();
    expect(heard).toHaveBeenCalledOnce();
  });

  it("does not tell of a sign-in to the directory: what is listed stays as it is", async () => {
    const { signIn } = signInWith();
    const heard = vi.fn();
    signIn.onRefreshSuggested(heard);
    expect(await signIn.signIn(TENANT, "directory")).toBe(true);
    expect(heard).not.toHaveBeenCalled();
  });

  it("passes on a setting of the cloud that is not usable", async () => {
    const cloud = (): never => {
      throw new AzureError({ reason: "badSettings", setting: "s", detail: "missing" });
    };
    expect(await failureOf(signInWith({}, cloud).signIn.credentialFor(TENANT).getToken(SCOPE))).toMatchObject({
      setting: "s",
    });
  });

  it("tells when sessions change, until it is disposed of", () => {
    const { signIn, told, stopped } = signInWith();
    const heard: string[] = [];
    signIn.onRefreshSuggested(() => heard.push("a"));
    const second = signIn.onRefreshSuggested(() => heard.push("b"));
    told.listener();
    second.dispose();
    told.listener();
    signIn.dispose();
    told.listener();
    expect(heard).toEqual(["a", "b", "a"]);
    expect(stopped).toHaveBeenCalledOnce();
  });
});

describe("a service that wants more proof of a sign-in", () => {
  const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"p1"}}}';
  const more = { reason: "notSignedIn", tenantId: "t1", wants: "moreProof" };

  /** Sessions as VS Code has them: those that meet the challenge are there once the user has signed in with it. */
  function stepUp() {
    let isProved = false;
    const told = signInWith();
    told.token.mockImplementation((_scope, _tenant, _account, mode, claims) => {
      isProved ||= mode === "interactive" && claims !== undefined;
      return Promise.resolve(claims === undefined || isProved ? `token ${claims ?? ""}` : undefined);
    });
    return { ...told, credential: told.signIn.credentialFor(TENANT) };
  }

  it("gets a token that meets it, silently, where there is one", async () => {
    const { signIn, token } = signInWith();
    await signIn.credentialFor(TENANT).getToken(SCOPE, { claims: CLAIMS });
    expect(token.mock.calls).toEqual([[SCOPE, "t1", ACCOUNT, "silent", CLAIMS]]);
  });

  it("is told to the user, who is shown nothing before they act; the rest goes on as before", async () => {
    const { credential, token } = stepUp();
    expect(await failureOf(credential.getToken(SCOPE, { claims: CLAIMS }))).toEqual(more);
    expect((await credential.getToken(SCOPE))?.token).toBe("token ");
    expect(token.mock.calls.map(([, , , mode]) => mode)).toEqual(["silent", "silent"]);
  });

  it.each([
    ["in that tenant", TENANT],
    ["without saying where", undefined],
  ])("is answered by the next sign-in %s, and by every token from then on", async (_, tenant) => {
    const { signIn, credential, token } = stepUp();
    expect(await failureOf(credential.getToken(SCOPE, { claims: CLAIMS }))).toEqual(more);
    expect(await signIn.signIn(tenant)).toBe(true);
    expect(token.mock.lastCall).toEqual([SCOPE, "t1", ACCOUNT, "interactive", CLAIMS]);
    expect((await credential.getToken(SCOPE))?.token).toBe(`token ${CLAIMS}`);
    await signIn.signIn();
    expect(token.mock.lastCall).toEqual([SCOPE, undefined, undefined, "interactive", undefined]);
  });

  it("is no longer answered once the user has dismissed it, until it comes again", async () => {
    const { signIn, credential, token } = stepUp();
    await failureOf(credential.getToken(SCOPE, { claims: CLAIMS }));
    token.mockRejectedValueOnce(new Error("cancelled"));
    expect(await signIn.signIn()).toBe(false);
    await signIn.signIn();
    expect(token.mock.lastCall).toEqual([SCOPE, undefined, undefined, "interactive", undefined]);
    expect(await failureOf(credential.getToken(SCOPE, { claims: CLAIMS }))).toEqual(more);
  });

  it("in another tenant, or of the directory, is another matter", async () => {
    const { signIn, credential, token } = stepUp();
    await failureOf(credential.getToken(SCOPE, { claims: CLAIMS }));
    await signIn.signIn({ ...TENANT, tenantId: "t2" });
    expect(token.mock.lastCall).toEqual([SCOPE, "t2", ACCOUNT, "interactive", undefined]);
    await signIn.signIn(TENANT, "directory");
    expect(token.mock.lastCall?.[4]).toBeUndefined();
  });
});
