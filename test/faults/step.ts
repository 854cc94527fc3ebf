import { type IdentityChange } from "../../src/identity/identityChange";
import { type Variants } from "../emulator/src/variants";
import { type ResourceName } from "./estate";

/** What a request is for. A `read` is of one machine or scale set. */
export type RequestKind = "patch" | "poll" | "read" | "list" | "grant" | "token";

/** A write by somebody else, as the `identity` of a PATCH; `tags` only where it leaves identities alone. */
export type OtherWrite = { readonly identity: Readonly<Record<string, unknown>> } | { readonly tags: object };

/** What happens at a request: to its answer, or around it. */
export type Happening =
  | { readonly kind: "latency"; readonly milliseconds: number }
  /** Any status with Azure's own kind of body. `code` as the service spells it. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly isCarriedOut: boolean;
      /** Whether the text of the error quotes the token and the address of the request. */
      readonly quotesSecrets: boolean;
    }
  | { readonly kind: "junk"; readonly status: number; readonly body: string; readonly isCarriedOut: boolean }
  | { readonly kind: "close"; readonly when: "before" | "after" }
  | { readonly kind: "part"; readonly sent: "head" | "half"; readonly then: "close" | "stall" }
  | { readonly kind: "unauthorized"; readonly wantsClaims: boolean }
  | { readonly kind: "redirect"; readonly status: number; readonly to: "here" | "elsewhere" }
  | { readonly kind: "failOperation"; readonly code: string; readonly status: "Failed" | "Canceled" }
  | { readonly kind: "preemptOperation"; readonly write: OtherWrite }
  /** Before the request is carried out: */
  | { readonly kind: "preempt"; readonly write: OtherWrite }
  | { readonly kind: "otherWrite"; readonly write: OtherWrite }
  | { readonly kind: "deleteMachine" }
  | { readonly kind: "deleteIdentity" | "recreateIdentity"; readonly id: string }
  | { readonly kind: "expireTokens" }
  | { readonly kind: "cancel" }
  | { readonly kind: "crash" };

/** Something happens at the nth request of a kind and at those after it, counted within a step and for each resource. */
export interface Trouble {
  readonly on: RequestKind;
  /** The resource that the request is about; undefined: whichever. */
  readonly resource: ResourceName | undefined;
  readonly nth: number;
  readonly times: number;
  readonly happening: Happening;
}

/** What may go wrong during a step. */
interface Troubled {
  readonly troubles: readonly Trouble[];
  /** The user presses Cancel, or the process dies, after so many milliseconds. */
  readonly cancelAfterMs?: number | undefined;
  readonly crashAfterMs?: number | undefined;
}

/** One thing that happens in a history. Plain data: a history is printed, cut short and run again. */
export type Step =
  | ({
      readonly kind: "change";
      readonly resource: ResourceName;
      readonly change: IdentityChange;
      /** What the user says where the outcome would be another than agreed. */
      readonly agreesAgain: boolean;
    } & Troubled)
  | ({
      readonly kind: "batch";
      readonly resources: readonly ResourceName[];
      readonly change: IdentityChange;
    } & Troubled)
  | ({ readonly kind: "undo" | "retry" | "refresh" } & Troubled)
  /** Grants access to an identity: a write that is no change of a resource. */
  | ({ readonly kind: "grant"; readonly id: string } & Troubled)
  | { readonly kind: "otherWrite"; readonly resource: ResourceName; readonly write: OtherWrite }
  | { readonly kind: "deleteMachine" | "recreateMachine"; readonly resource: ResourceName }
  | { readonly kind: "deleteIdentity" | "recreateIdentity"; readonly id: string }
  | { readonly kind: "expireTokens" }
  | { readonly kind: "reopen"; readonly how: "close" | "crash" }
  | { readonly kind: "jump" | "pass"; readonly milliseconds: number }
  /** Entries that lie in the journal from elsewhere: of a clock that ran ahead, or damaged. */
  | { readonly kind: "foreignEntries"; readonly which: "future" | "impossibleDate" | "repeatedId" | "halfWritten" };

/** What Azure is like throughout a history. */
export interface Weather {
  readonly operationMs: number;
  readonly latencyMs: number;
  readonly overlappingWrites: "accept" | "conflict" | "preempt";
  readonly variants: Variants;
}

/** A whole history. */
export interface History {
  readonly seed: number;
  readonly weather: Weather;
  readonly steps: readonly Step[];
}
