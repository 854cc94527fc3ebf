import type { Account, Credential, SignIn } from "../accounts";
import { AzureError } from "../azureError";
import { armScope, type Cloud, graphScope } from "./cloud";
import { type ClaimsChallenge, ClaimsChallenges } from "./claimsChallenges";
import type { Timer } from "../endingWithin";
import { Listeners } from "../listeners";
import type { MicrosoftSessions } from "./microsoftSessions";
import { withTokenDeadline } from "./tokenDeadline";

/** The setting that offers the other ways to sign in. */
const SIGN_IN_SETTING = "managedIdentities.signIn";

type Place = Pick<ClaimsChallenge, "account" | "tenantId" | "scope">;

/** How long a session's token is used before the session is asked for again; VS Code does not tell when it ends. */
const TOKEN_USE_MS = 5 * 60_000;

/**
 * Signs in with the Microsoft accounts of VS Code. The credential is our own: azext-azureauth's keeps the token of the moment when
 * a subscription was listed, and fails an hour later (docs/azure-behaviour.md#session-of-a-listed-subscription).
 */
export function createVscodeSignIn(cloud: () => Cloud, sessions: MicrosoftSessions, timer?: Timer): SignIn {
  const listeners = new Listeners();
  const subscription = sessions.onDidChange(() => {
    listeners.notify();
  });

  const challenges = new ClaimsChallenges();

  const credential = (account: Account, tenantId: string | undefined): Credential =>
    withTokenDeadline(unbounded(account, tenantId), tenantId, timer);

  const unbounded = (account: Account, tenantId: string | undefined): Credential => ({
    // The scope is one of the cloud's own whatever is asked for: no other token is ever wanted.
    getToken: async (scopes, options) => {
      const chosen = await usableCloud(cloud(), sessions);
      const directory = graphScope(chosen);
      const scope = directory !== undefined && [scopes].flat().includes(directory) ? directory : armScope(chosen);
      const place = { account, tenantId, scope };
      const token =
        options?.claims === undefined
          ? await plainToken(place)
          : await tokenThatMeets(challenges.open(place, options.claims));
      return { token, expiresOnTimestamp: Date.now() + TOKEN_USE_MS };
    },
  });

  const silently = ({ scope, tenantId, account }: Place, claims?: string): Promise<string | undefined> =>
    sessions.token(scope, tenantId, account, "silent", claims);

  /** What a challenge that is still open asks for is not wanted of every request: reading may go on without it. */
  const plainToken = async (place: Place): Promise<string> => {
    const challenge = challenges.at(place);
    const met = challenge?.isMet === true ? await silently(place, challenge.claims) : undefined;
    const token = met ?? (await silently(place));
    if (token === undefined) {
      throw new AzureError({ reason: "notSignedIn", tenantId: place.tenantId });
    }
    return token;
  };

  /** Nothing is shown here, since it may be a listing in the background that asks: the user answers by signing in. */
  const tokenThatMeets = async (challenge: ClaimsChallenge): Promise<string> => {
    const token = await silently(challenge, challenge.claims);
    if (token === undefined) {
      throw new AzureError({ reason: "notSignedIn", tenantId: challenge.tenantId, wants: "moreProof" });
    }
    challenges.met(challenge);
    return token;
  };

  const openly = async (
    scope: string,
    tenantId: string | undefined,
    account: Account | undefined,
    claims: string | undefined,
  ): Promise<string | undefined> => {
    try {
      return await sessions.token(scope, tenantId, account, "interactive", claims);
    } catch {
      // VS Code rejects where the user dismisses its dialogs, and shows every other failure by itself.
      return undefined;
    }
  };

  return {
    getAccounts: async () => {
      await usableCloud(cloud(), sessions);
      return await accountsOf(sessions);
    },
    getTenantsForAccount: async (account, signal) => {
      const { listTenants } = await import("./listTenants");
      return await listTenants(cloud(), credential(account, undefined), account, signal);
    },
    credentialFor: ({ account, tenantId }) => credential(account, tenantId),
    signIn: async (tenant, service) => {
      const chosen = await usableCloud(cloud(), sessions);
      await accountsOf(sessions);
      const scope = (service === "directory" ? graphScope(chosen) : undefined) ?? armScope(chosen);
      const challenge = tenant === undefined ? challenges.lastOpen : challenges.at({ ...tenant, scope });
      const token = await (challenge === undefined
        ? openly(scope, tenant?.tenantId, tenant?.account, undefined)
        : openly(challenge.scope, challenge.tenantId, challenge.account, challenge.claims));
      if (challenge !== undefined) {
        challenges[token === undefined ? "dismissed" : "met"](challenge);
      }
      // A right to read the directory changes nothing of what is listed, and a flow that asks for it goes on with what it has.
      if (token !== undefined && service !== "directory") {
        listeners.notify();
      }
      return token !== undefined;
    },
    onRefreshSuggested: (listener) => listeners.add(listener),
    dispose: () => {
      subscription.dispose();
      listeners.clear();
    },
  };
}

/**
 * A token of one cloud must not go to another, and nobody must be asked to sign in at an authority that they have not chosen: the setting
 * of our own may choose a cloud that VS Code knows nothing of, and a workspace may set VS Code to one that the user knows nothing of.
 */
async function usableCloud(cloud: Cloud, sessions: MicrosoftSessions): Promise<Cloud> {
  try {
    const ofSessions = await sessions.cloud();
    if (
      isAt(ofSessions.resourceManagerEndpoint, cloud.resourceManagerEndpoint) &&
      isAt(ofSessions.authority, cloud.authority)
    ) {
      return cloud;
    }
  } catch (error) {
    throw otherCloud(error);
  }
  throw otherCloud();
}

/** Whether an address, which may be none, is at the same place as one of a cloud. */
function isAt(address: string, ofCloud: string): boolean {
  return URL.parse(address)?.origin === new URL(ofCloud).origin;
}

function otherCloud(cause?: unknown): AzureError {
  return new AzureError({ reason: "badSettings", setting: SIGN_IN_SETTING, detail: "otherCloud" }, undefined, cause);
}

async function accountsOf(sessions: MicrosoftSessions): Promise<readonly Account[]> {
  try {
    return await sessions.accounts();
  } catch (error) {
    const detail = "noMicrosoftAccount";
    throw new AzureError({ reason: "badSettings", setting: SIGN_IN_SETTING, detail }, undefined, error);
  }
}
