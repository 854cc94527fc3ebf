import { describe, expect, it } from "vitest";
import type { Credential } from "../../../../src/azure/accounts";
import { AzureError } from "../../../../src/azure/azureError";
import type { Timer } from "../../../../src/azure/endingWithin";
import { withTokenDeadline } from "../../../../src/azure/signIn/tokenDeadline";
import { failureOf } from "../emulated";

/** A sign-in that never answers, and tells whether it was told to stop. */
function stalled() {
  const told: AbortSignal[] = [];
  const credential: Credential = {
    getToken: (_scopes, options) => {
      if (options?.abortSignal instanceof AbortSignal) {
        told.push(options.abortSignal);
      }
      return new Promise(() => undefined);
    },
  };
  return { credential, told };
}

const never: Timer = () => new Promise(() => undefined);

describe("the deadline of a sign-in", () => {
  it("ends one that stalls after a minute, says so, and stops what it had begun", async () => {
    const { credential, told } = stalled();
    const asked: number[] = [];
    const atOnce: Timer = (milliseconds) => {
      asked.push(milliseconds);
      return Promise.resolve();
    };
    expect(await failureOf(withTokenDeadline(credential, "t1", atOnce).getToken("s"))).toEqual({
      reason: "signInTimeout",
      tenantId: "t1",
    });
    expect(asked).toEqual([60_000]);
    expect(told.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("ends with the request that the token is for, which is no timeout", async () => {
    const { credential, told } = stalled();
    const stop = new AbortController();
    const token = withTokenDeadline(credential, undefined, never).getToken("s", { abortSignal: stop.signal });
    stop.abort();
    await expect(token).rejects.toMatchObject({ name: "AbortError" });
    expect(told.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("hands on the claims, the token and every other failure, and leaves no timer behind", async () => {
    const ended: boolean[] = [];
    const timer: Timer = (_milliseconds, signal) => {
      signal.addEventListener("abort", () => ended.push(true));
      return new Promise(() => undefined);
    };
    const token = { token: "secret", expiresOnTimestamp: 1 };
    const asked: unknown[] = [];
    const credential: Credential = {
      getToken: (scopes, options) => {
        asked.push([scopes, options?.claims]);
        return Promise.resolve(token);
      },
    };
    expect(await withTokenDeadline(credential, "t", timer).getToken(["s"], { claims: "{}" })).toBe(token);
    expect(asked).toEqual([[["s"], "{}"]]);
    const refused = new AzureError({ reason: "notSignedIn", tenantId: "t" });
    const none = { getToken: () => Promise.reject(refused) };
    await expect(withTokenDeadline(none, "t", timer).getToken("s")).rejects.toBe(refused);
    expect(ended).toEqual([true, true]);
  });
});
