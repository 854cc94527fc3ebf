import { type FreshPrincipals, type Replication } from "./authorization/principals";
import { type Clock } from "./clock";
import { type Directory } from "./directory";
import { type Registrations } from "./arm/registrations";
import { type GraphCopy } from "./resourceGraph/graphCopy";
import { type Operations } from "./operations";
import { type Store } from "./store";
import { type Tokens } from "./auth/tokens";
import { type Throttle } from "./throttle";
import { type Variants } from "./variants";
import { type WriteLog } from "./writeLog";

export interface Settings {
  /** Delay of every answer, milliseconds. */
  latencyMs: number;
  /** Duration of a long-running operation, milliseconds. */
  operationMs: number;
  pageSize: number;
  /** What a write gets while an operation on the same resource runs. */
  overlappingWrites: "accept" | "conflict" | "preempt";
  /** Whether an empty bucket answers 429; the headers count in any case. */
  throttling: boolean;
  replication: Replication;
  /** Whether Microsoft Graph lets the signed-in principal read and change groups. */
  graphAllowed: boolean;
  variants: Variants;
}

/** Everything that a handler may look at or change. */
export interface World {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly directory: Directory;
  readonly store: Store;
  readonly operations: Operations;
  readonly writes: WriteLog;
  readonly registrations: Registrations;
  readonly tokens: Tokens;
  readonly throttle: Throttle;
  readonly freshPrincipals: FreshPrincipals;
  /** What Azure Resource Graph answers from. */
  readonly graphCopy: GraphCopy;
  /** `https://localhost:PORT`, known once the server listens. */
  readonly baseUrl: () => string;
  /** A new service principal for a system-assigned identity: never the same twice. */
  readonly newPrincipal: (resourceId: string) => string;
}
