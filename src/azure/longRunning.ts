/** What a running operation tells. */
export type OperationProgress =
  { readonly kind: "accepted" } | { readonly kind: "running"; readonly status: string; readonly elapsedMs: number };

/** A read that follows a write: a look at the running operation, or at the resource once that has ended. */
export type FollowingRead = "poll" | "verify";

/** How a write is to be followed. */
export interface FollowOptions {
  /** Ends the waiting, not the operation: what the service has accepted goes on. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: OperationProgress) => void;
  /** Waited for before each read that follows the write, so that many writes can share what the service lets them ask. */
  readonly beforeRead?: (read: FollowingRead) => Promise<void>;
}
