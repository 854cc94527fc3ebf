import type { Account, Credential, SignIn } from "../accounts";
import { AzureError } from "../azureError";
import { armScope, type Cloud, graphScope } from "./cloud";
import type { IdentitySource } from "./identitySources";
import type { Timer } from "../endingWithin";
import { Listeners } from "../listeners";
import { withTokenDeadline } from "./tokenDeadline";

/** Signs in by @azure/identity: one account, whichever the source gives. */
export function createIdentitySignIn(cloud: () => Cloud, source: IdentitySource, timer?: Timer): SignIn {
  const listeners = new Listeners();

  const credential = (tenantId: string | undefined): Credential => {
    // One a connection: it keeps what it has learnt, and a refused token's connection is made anew.
    let made: Promise<Credential> | undefined;
    const unbounded: Credential = {
      getToken: async (scopes, options) => {
        made ??= source.credential(cloud());
        return await (await made).getToken(scopes, { ...options, ...(tenantId === undefined ? {} : { tenantId }) });
      },
    };
    return withTokenDeadline(unbounded, tenantId, timer);
  };

  const askForToken = async (tenantId: string | undefined, scope: string): Promise<void> => {
    const { toAzureError } = await import("../http/toAzureError");
    try {
      await credential(tenantId).getToken(scope);
    } catch (error) {
      throw toAzureError(error, { tenantId, signal: new AbortController().signal });
    }
  };

  return {
    getAccounts: async (): Promise<readonly Account[]> => {
      try {
        const account = source.account();
        if (source.isProvedByToken) {
          await askForToken(undefined, armScope(cloud()));
        }
        return [account];
      } catch (error) {
        if (AzureError.is(error, "notSignedIn") || AzureError.is(error, "badSettings")) {
          return [];
        }
        throw error;
      }
    },
    getTenantsForAccount: async (account, signal) => {
      const { listTenants } = await import("./listTenants");
      return await listTenants(cloud(), credential(undefined), account, signal);
    },
    credentialFor: ({ tenantId }) => credential(tenantId),
    // Nothing can be shown for these: what is missing is said by the error.
    signIn: async (tenant, service) => {
      source.account();
      const chosen = cloud();
      const scope = (service === "directory" ? graphScope(chosen) : undefined) ?? armScope(chosen);
      await askForToken(tenant?.tenantId, scope);
      listeners.notify();
      return true;
    },
    onRefreshSuggested: (listener) => listeners.add(listener),
    dispose: () => {
      listeners.clear();
    },
  };
}
