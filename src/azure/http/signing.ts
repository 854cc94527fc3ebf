import {
  bearerTokenAuthenticationPolicy,
  bearerTokenAuthenticationPolicyName,
  type PipelinePolicy,
} from "@azure/core-rest-pipeline";
import type { Credential } from "../accounts";
import { AzureError } from "../azureError";

/** Signs requests, with a credential that is made anew when its token is refused. */
export interface Signing {
  /** Always the present one. */
  readonly credential: Credential;
  readonly policy: PipelinePolicy;
}

/**
 * Signs requests for a scope. A token can be refused before its time: it was revoked, or the clock is wrong. Whoever made it keeps it,
 * so a new credential is made. A read is then sent again, once; a write is not, as every write goes out once and only once.
 */
export function signing(make: () => Credential, tenantId: string | undefined, scopes: string): Signing {
  const start = () => {
    const credential = neverNull(make(), tenantId);
    return { credential, policy: bearerTokenAuthenticationPolicy({ credential, scopes }) };
  };
  let present = start();
  return {
    credential: { getToken: (...wanted) => present.credential.getToken(...wanted) },
    policy: {
      name: bearerTokenAuthenticationPolicyName,
      sendRequest: async (request, next) => {
        const used = present;
        const response = await used.policy.sendRequest(request, next);
        if (response.status !== 401) {
          return response;
        }
        // Requests under way at the same moment share the one that the first of them has made.
        if (used === present) {
          present = start();
        }
        return request.method === "GET" ? await present.policy.sendRequest(request, next) : response;
      },
    },
  };
}

/** A credential that gives no token would be asked again and again; what it means is that nobody is signed in. */
function neverNull(credential: Credential, tenantId: string | undefined): Credential {
  return {
    getToken: async (scopes, options) => {
      const token = await credential.getToken(scopes, options);
      if (token === null) {
        throw new AzureError({ reason: "notSignedIn", tenantId });
      }
      return token;
    },
  };
}
