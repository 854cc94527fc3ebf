import { expect, it } from "vitest";
import type { SignIn } from "../../../../src/azure/accounts";
import { cloudFromSettings } from "../../../../src/azure/signIn/clouds";
import { ArmConnections } from "../../../../src/azure/http/armConnections";
import { guardedRead, guardedWrite } from "../../../../src/azure/http/guarded";
import { failureOf, subscriptionOf } from "../emulated";

const nothing = { sovereignEnvironment: undefined, sovereignCustomEnvironment: undefined };
const custom = { resourceManagerEndpoint: undefined, authority: undefined, audience: undefined };
const signIn: Pick<SignIn, "credentialFor"> = { credentialFor: () => ({ getToken: () => Promise.resolve(null) }) };
const connections = new ArmConnections(() => cloudFromSettings({ ...nothing, custom }), signIn as SignIn);

/** What a request does whose signal fires while it is on its way. */
function abortedOnTheWay(abort: AbortController) {
  return () => {
    abort.abort();
    return Promise.reject(Object.assign(new Error("aborted"), { name: "AbortError" }));
  };
}

it("says of a write that is cancelled on the way that it may have arrived", async () => {
  const abort = new AbortController();
  const failure = await failureOf(guardedWrite(connections, subscriptionOf(), abort.signal, abortedOnTheWay(abort)));
  expect(failure).toEqual({ reason: "cancelled", sent: true });
});

it("says of a read that is cancelled on the way that nothing was sent", async () => {
  const abort = new AbortController();
  const failure = await failureOf(guardedRead(connections, subscriptionOf(), abort.signal, abortedOnTheWay(abort)));
  expect(failure).toEqual({ reason: "cancelled", sent: false });
});
