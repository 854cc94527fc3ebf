import type { GetTokenOptions, TokenCredential } from "@azure/identity";
import type { Account, Credential } from "../accounts";
import { AzureError } from "../azureError";
import type { Cloud } from "./cloud";

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
    return fromIdentity(new AzureCliCredential({ additionallyAllowedTenants: ANY_TENANT }));
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
        }),
      );
    },
  };
}

/** Hands on everything that the SDK asks with, such as the claims of a challenge. */
function fromIdentity(credential: TokenCredential): Credential {
  return { getToken: (scopes, options) => credential.getToken(scopes, options as GetTokenOptions) };
}
