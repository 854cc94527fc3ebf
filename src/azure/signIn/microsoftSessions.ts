import * as vscode from "vscode";
import type { Account, Disposable } from "../accounts";
import type { Cloud } from "./cloud";

/** How a session is asked for: without showing anything, or with whatever a user has to do. */
export type SessionMode = "silent" | "interactive";

/** The Microsoft accounts of VS Code. */
export interface MicrosoftSessions {
  /**
   * The cloud that its tokens are from and for, by the addresses that VS Code's settings hold; those of a workspace count there.
   * Fails where they cannot be read.
   */
  cloud(): Promise<Pick<Cloud, "resourceManagerEndpoint" | "authority">>;
  /** Fails where this VS Code has no such accounts at all. */
  accounts(): Promise<readonly Account[]>;
  /**
   * A token, or undefined where there is none to be had; with `claims` (JSON) only one that meets a service's challenge. Fails where a
   * user dismisses what is shown.
   */
  token(
    scope: string,
    tenantId: string | undefined,
    account: Account | undefined,
    mode: SessionMode,
    claims?: string,
  ): Promise<string | undefined>;
  onDidChange(listener: () => void): Disposable;
}

// Both providers of the built-in extension: which one counts is a setting that may change while somebody listens.
const PROVIDER_IDS = new Set(["microsoft", "microsoft-sovereign-cloud"]);

const azureAuth = () => import("@microsoft/vscode-azext-azureauth");

/** The accounts of this VS Code, by azext-azureauth, which knows the provider of each cloud and how it takes a tenant. */
export const vscodeMicrosoftSessions: MicrosoftSessions = {
  cloud: async () => {
    const { getConfiguredAzureEnv } = await azureAuth();
    const { resourceManagerEndpointUrl, activeDirectoryEndpointUrl } = getConfiguredAzureEnv();
    return { resourceManagerEndpoint: resourceManagerEndpointUrl, authority: activeDirectoryEndpointUrl };
  },
  accounts: async () => {
    const { getConfiguredAuthProviderId } = await azureAuth();
    return await vscode.authentication.getAccounts(getConfiguredAuthProviderId());
  },
  token: async (scope, tenantId, account, mode, claims) => {
    const { getSessionFromVSCode } = await azureAuth();
    const wanted = claims === undefined ? [scope] : { fallbackScopes: [scope], wwwAuthenticate: challengeOf(claims) };
    const session = await getSessionFromVSCode(wanted, tenantId, {
      ...(account === undefined ? {} : { account }),
      ...(mode === "silent" ? { silent: true } : { createIfNone: true, clearSessionPreference: account === undefined }),
    });
    return session?.accessToken;
  },
  onDidChange: (listener) =>
    vscode.authentication.onDidChangeSessions(({ provider }) => {
      if (PROVIDER_IDS.has(provider.id)) {
        listener();
      }
    }),
};

/** The challenge as the service put it: VS Code's Microsoft provider reads the claims from there, in base64. */
function challengeOf(claims: string): string {
  return `Bearer error="insufficient_claims", claims="${Buffer.from(claims, "latin1").toString("base64")}"`;
}
