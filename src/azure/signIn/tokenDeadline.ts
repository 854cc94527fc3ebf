import type { Credential } from "../accounts";
import { AzureError } from "../azureError";
import { endingWithin, type Timer } from "../endingWithin";

/** For all that it takes to get one token: several requests, their repetitions and the waits that a server asks for. */
export const LONGEST_SIGN_IN_MS = 60_000;

/**
 * A credential that gives a token within a minute, or fails with `signInTimeout`. The libraries have no deadline: they wait for a body
 * that has stalled, and for as long as the token endpoint tells them to, be it a day.
 */
export function withTokenDeadline(credential: Credential, tenantId: string | undefined, timer?: Timer): Credential {
  return {
    getToken: async (scopes, options) => {
      const given = options?.abortSignal;
      try {
        return await endingWithin(LONGEST_SIGN_IN_MS, given, timer, (abortSignal) =>
          credential.getToken(scopes, { ...options, abortSignal }),
        );
      } catch (error) {
        const isAsked = given instanceof AbortSignal && given.aborted;
        throw !isAsked && error instanceof Error && error.name === "AbortError"
          ? new AzureError({ reason: "signInTimeout", tenantId }, undefined, error)
          : error;
      }
    },
  };
}
