import { AsyncLocalStorage } from "node:async_hooks";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { GetTokenOptions, TokenCredential } from "@azure/identity";
import type { Account, Credential } from "../accounts";
import { AzureError } from "../azureError";
import { unlessAborted } from "../endingWithin";
import type { Cloud } from "./cloud";
import { LONGEST_SIGN_IN_MS } from "./tokenDeadline";

/** A way to sign in that @azure/identity knows. */
export interface IdentitySource {
  /** Who would sign in. @throws AzureError `badSettings` where something that is needed is not set. */
  account(): Account;
  /** Whether it takes a token to know that somebody is signed in. */
  readonly isProvedByToken: boolean;
  /** A credential that gives tokens for whichever tenant a request names. Loads @azure/identity. */
  credential(cloud: Cloud): Promise<Credential>;
}

const ANY_TENANT = ["*"];

/** Whoever is signed in to the Azure CLI on this machine. The CLI's own active cloud has to be the same. */
export const azureCliSource: IdentitySource = {
  account: () => ({ id: "azureCli", label: "Azure CLI" }),
  isProvedByToken: true,
  credential: async () => {
    const { AzureCliCredential } = await import("@azure/identity");
    return fromIdentity(
      new AzureCliCredential({ additionallyAllowedTenants: ANY_TENANT, processTimeoutInMs: LONGEST_SIGN_IN_MS }),
    );
  },
};

/** The service principal of the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and a secret or a certificate. */
export function environmentSource(variables: Readonly<Record<string, string | undefined>>): IdentitySource {
  const needed = (...names: readonly [string, ...string[]]): string => {
    const value = names.map((name) => variables[name]).find((candidate) => candidate !== undefined && candidate !== "");
    if (value === undefined) {
      throw new AzureError({ reason: "badSettings", setting: names[0], detail: "missing" });
    }
    return value;
  };
  return {
    account: () => {
      const tenantId = needed("AZURE_TENANT_ID");
      const clientId = needed("AZURE_CLIENT_ID");
      needed("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH");
      return { id: `environment/${tenantId}/${clientId}`, label: clientId };
    },
    isProvedByToken: false,
    credential: async (cloud) => {
      const { EnvironmentCredential } = await import("@azure/identity");
      return fromIdentity(
        new EnvironmentCredential({
          authorityHost: cloud.authority,
          additionallyAllowedTenants: ANY_TENANT,
          // Instance discovery asks the public cloud, which knows no custom one.
          disableInstanceDiscovery: cloud.name === "custom",
          additionalPolicies: [{ policy: abortedWithToken, position: "perCall" }],
        }),
      );
    },
  };
}

/** The signal that a token is asked for with: MSAL stands between a credential and its requests, and does not hand it on. */
const signalOfToken = new AsyncLocalStorage<AbortSignal>();

/** Ends the requests of a sign-in, and the waits between them, with the token that they are for. */
const abortedWithToken: PipelinePolicy = {
  name: "abortedWithToken",
  sendRequest: (request, next) => {
    const signals = [request.abortSignal, signalOfToken.getStore()].filter((signal) => signal instanceof AbortSignal);
    const signal = AbortSignal.any(signals);
    request.abortSignal = signal;
    return unlessAborted(next(request), signal);
  },
};

/** Hands on everything that the SDK asks with, such as the claims of a challenge. */
function fromIdentity(credential: TokenCredential): Credential {
  return {
    getToken: (scopes, options) => {
      const ask = () => credential.getToken(scopes, options as GetTokenOptions);
      const signal = options?.abortSignal;
      return signal instanceof AbortSignal ? signalOfToken.run(signal, ask) : ask();
    },
  };
}
