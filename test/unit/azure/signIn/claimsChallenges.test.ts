import { describe, expect, it, vi } from "vitest";
import { createAzure } from "../../../../src/azure/createAzure";
import { armScope } from "../../../../src/azure/signIn/cloud";
import type { MicrosoftSessions } from "../../../../src/azure/signIn/microsoftSessions";
import { createVscodeSignIn } from "../../../../src/azure/signIn/vscodeSignIn";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never, subscriptionOf } from "../emulated";

const get = emulatedAzure();
const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"p1"}}}';
const challenge = `Bearer authorization_uri="https://login.example", error="insufficient_claims", claims="${btoa(CLAIMS)}"`;
const subscription = subscriptionOf(subscriptions.production);

/** Signed in by sessions of VS Code, whose tokens the emulator has made. */
function signedInByVscode() {
  const { signIn: environment, cloud } = get();
  let isProved = false;
  const token = vi.fn<MicrosoftSessions["token"]>(async (_scope, _tenant, _account, mode, claims) => {
    isProved ||= mode === "interactive";
    const made = await environment.credentialFor(subscription.tenant).getToken(armScope(cloud()));
    return claims === undefined || isProved ? made?.token : undefined;
  });
  const signIn = createVscodeSignIn(cloud, {
    cloud: () => Promise.resolve(cloud()),
    accounts: () => Promise.resolve([subscription.tenant.account]),
    token,
    onDidChange: () => ({ dispose: () => undefined }),
  });
  return { signIn, token, azure: createAzure({ cloud, signIn, selectedSubscriptions: () => [] }) };
}

/** The first requests of a method are refused until more is proved. */
function refuse(method: string): void {
  get().emulator.control.inject({
    method,
    path: /virtualMachines/i,
    status: 401,
    headers: { "www-authenticate": challenge },
    body: { error: { code: "InvalidAuthenticationToken", message: "more, please" } },
  });
}

describe("a request that is refused until more is proved", () => {
  it("shows nothing by itself, says what is wanted, and goes through after a sign-in with the challenge", async () => {
    const { azure, signIn, token } = signedInByVscode();
    refuse("GET");
    const read = () => azure.compute.read(subscription, machines.plain, never());
    expect(await failureOf(read())).toEqual({
      reason: "notSignedIn",
      tenantId: subscription.tenant.tenantId,
      wants: "moreProof",
    });
    expect(token.mock.calls.filter(([, , , mode]) => mode === "interactive")).toEqual([]);
    expect(await signIn.signIn()).toBe(true);
    expect(token.mock.calls.filter(([, , , mode]) => mode === "interactive")).toMatchObject([
      [armScope(get().cloud()), subscription.tenant.tenantId, subscription.tenant.account, "interactive", CLAIMS],
    ]);
    expect((await read()).resource.id.toLowerCase()).toBe(machines.plain.toLowerCase());
  });

  it("is a write as well, which no one has taken before", async () => {
    const { azure, signIn } = signedInByVscode();
    refuse("PATCH");
    const options = { ifMatch: undefined, signal: never(), onProgress: () => undefined };
    const patch = { type: "SystemAssigned" } as const;
    const write = () => azure.compute.patchIdentity(subscription, machines.plain, patch, options);
    expect(await failureOf(write())).toMatchObject({ reason: "notSignedIn", wants: "moreProof" });
    await signIn.signIn();
    await write();
    const sent = get()
      .armRequests()
      .filter(({ method }) => method === "PATCH");
    expect(sent.map(({ status }) => status)).toEqual([401, 200]);
  });
});
