import type { Account } from "../accounts";

/** More that a service wants proved of a sign-in, such as a second factor: its claims, and for which tokens it wants them. */
export interface ClaimsChallenge {
  readonly account: Account;
  readonly tenantId: string | undefined;
  readonly scope: string;
  /** JSON, as the service sent it. */
  readonly claims: string;
  /** Whether a session has been had that meets it. */
  readonly isMet: boolean;
}

type Place = Pick<ClaimsChallenge, "account" | "tenantId" | "scope">;

/** The challenges that services have sent, the latest of each account, tenant and scope. */
export class ClaimsChallenges {
  private readonly challenges = new Map<string, ClaimsChallenge>();

  /** Keeps what a service has asked for, until it is met or dismissed. */
  open(place: Place, claims: string): ClaimsChallenge {
    return this.keep({ ...place, claims, isMet: false });
  }

  /** From now on the sessions of this place are asked for with the claims: one without them would be refused again. */
  met(challenge: ClaimsChallenge): void {
    this.keep({ ...challenge, isMet: true });
  }

  dismissed(challenge: ClaimsChallenge): void {
    this.challenges.delete(keyOf(challenge));
  }

  at(place: Place): ClaimsChallenge | undefined {
    return this.challenges.get(keyOf(place));
  }

  /** The one that came last and has not been met. */
  get lastOpen(): ClaimsChallenge | undefined {
    return [...this.challenges.values()].findLast(({ isMet }) => !isMet);
  }

  private keep(challenge: ClaimsChallenge): ClaimsChallenge {
    const key = keyOf(challenge);
    this.challenges.delete(key);
    this.challenges.set(key, challenge);
    return challenge;
  }
}

function keyOf({ account, tenantId, scope }: Place): string {
  return JSON.stringify([account.id, tenantId, scope]);
}
