import { type JsonObject } from "./json";
import { type Grant } from "./authorization/grants";
import { type Replication } from "./authorization/principals";
import { type LoggedRequest } from "./http/requestLog";
import { type FailedModel, type Variants } from "./variants";
import { type AcceptedWrite } from "./writeLog";

/** Which requests a scripted failure meets. */
interface InjectionTarget {
  readonly method?: string;
  /** Tested against the path with its query. */
  readonly path: RegExp;
  /** How many requests it meets; once where not given. */
  readonly times?: number;
}

/** A scripted failure. A `body` that is text is sent as it is (HTML, broken JSON), anything else as JSON. */
export type Injection = InjectionTarget &
  (
    | {
        readonly status: number;
        readonly body?: unknown;
        readonly headers?: Readonly<Record<string, string>>;
        /** Whether the request takes effect all the same, and only its answer is replaced. */
        readonly isCarriedOut?: boolean;
      }
    /** The connection closes without an answer, before or after the request has been carried out. */
    | { readonly close: "before" | "after" }
    /**
     * The request is carried out, and only this part of its answer arrives. Then the connection closes, or nothing comes any more until
     * `releaseStalled`. An answer without a body arrives whole.
     */
    | { readonly part: "head" | "half"; readonly then: "close" | "stall" }
    | { readonly delayMs: number }
    /** The request is answered as usual, the long-running operation that it starts ends with this error. */
    | {
        readonly failOperation: {
          readonly code: string;
          readonly message: string;
          readonly status?: "Failed" | "Canceled";
          /** As the variants say where not given. */
          readonly model?: FailedModel;
        };
      }
    /** The request is answered as usual, and another party's write of this patch displaces the operation that it starts, at once. */
    | { readonly preemptOperation: JsonObject }
  );

/** Steers a running emulator: what another party does, what goes wrong, what was asked. */
export interface EmulatorControl {
  /** A copy of what is stored, in the newest shape; `undefined` where there is none. Ids in any casing. */
  resource(id: string): JsonObject | undefined;
  /**
   * A write by another party, done at once: merge patch, an identity by Azure's rules, the etag moves on, no operation.
   * Throws for an absent resource and for what Azure would refuse.
   */
  patchAsThirdParty(id: string, patch: JsonObject): void;
  /** The same, displacing the operation that runs at the resource. Whether there was one; otherwise nothing is written. */
  preemptAsThirdParty(id: string, patch: JsonObject): boolean;
  /** An identity is deleted and made again under its name: it has new ids, machines still carry the old ones. */
  recreateIdentity(id: string): void;
  /** Chooses among what the real service may do where nobody knows. */
  setVariants(variants: Partial<Variants>): void;
  /** The writes to machines that were taken, oldest first, with how the operation of each stands. */
  writes(): readonly AcceptedWrite[];
  put(id: string, body: JsonObject): void;
  /** Whether there was something to remove. What lies below goes too. */
  remove(id: string): boolean;
  inject(injection: Injection): void;
  clearInjections(): void;
  /** The rest of every answer that has stalled is sent. */
  releaseStalled(): void;
  /** How many requests wait for time to pass, or have stalled: nothing happens to them by itself. */
  waiting(): number;
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
  /** Replaces every role of the signed-in principal, in all tenants; Owner of every subscription at the start. */
  setRoles(grants: readonly Grant[]): void;
  setLatency(milliseconds: number): void;
  setOperationDuration(milliseconds: number): void;
  /** Every running long-running operation ends now, and every registration of a provider. */
  finishOperations(): void;
  /** Every token issued so far is refused as expired. */
  expireTokens(): void;
  /** What a write gets while an operation on the same resource runs; "accept" at the start. */
  setOverlappingWrites(rule: "accept" | "conflict" | "preempt"): void;
  /** Whether an empty bucket answers 429; not at the start. */
  setThrottling(enforced: boolean): void;
  /** How the directory treats principals that came into being just now; two refusals unless `principalType` is named. */
  setReplication(replication: Replication): void;
  /** Whether a subscription is registered for a resource provider, such as `Microsoft.Compute`; for all of them at the start. */
  setRegistered(subscriptionId: string, namespace: string, registered: boolean): void;
  /** Whether Microsoft Graph allows anything; it does at the start. */
  setGraphAllowed(allowed: boolean): void;
  /** How far Azure Resource Graph lags behind what is stored, from now on, milliseconds; not at all at the start. */
  setResourceGraphDelay(milliseconds: number): void;
  /** Object ids of the members of a Microsoft Entra group. */
  groupMembers(groupId: string): readonly string[];
}
