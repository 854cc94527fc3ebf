import { setTimeout as sleep } from "node:timers/promises";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { RoleAssignmentGateway, RoleGrant, RoleGrantOutcome } from "./roleAssignments";

/** What granting tells while it runs. */
export type GrantProgress =
  | { readonly kind: "sending" }
  /** The directory does not know the principal yet; it is tried again in so many seconds. */
  | { readonly kind: "waitingForPrincipal"; readonly seconds: number };

/** How a grant is to be made. */
export interface GrantOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: GrantProgress) => void;
  /** Waits for so many milliseconds, or rejects when the signal fires. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * A principal that was made a moment ago takes a while to be known everywhere: one recorded run needed seven tries
 * (roleassignments.jsonl). After these two minutes and a half something else is wrong.
 */
const WAITS_MS = [2_000, 3_000, 5_000, 10_000, 15_000, 25_000, 30_000, 30_000, 30_000];

/** Grants a role, waiting for a principal that the directory does not know yet. @throws AzureError */
export async function grantRole(
  gateway: Pick<RoleAssignmentGateway, "create">,
  subscription: Subscription,
  grant: RoleGrant,
  { signal, onProgress, wait = (milliseconds) => sleep(milliseconds, undefined, { signal }) }: GrantOptions,
): Promise<RoleGrantOutcome> {
  for (let attempt = 0; ; attempt++) {
    onProgress({ kind: "sending" });
    const outcome = await gateway.create(subscription, grant, signal);
    const pause = WAITS_MS[attempt];
    if (outcome.kind !== "principalNotFound" || pause === undefined) {
      return outcome;
    }
    onProgress({ kind: "waitingForPrincipal", seconds: pause / 1000 });
    try {
      await wait(pause, signal);
    } catch (error) {
      throw new AzureError({ reason: "cancelled", sent: false }, undefined, error);
    }
  }
}
