import { AzureError } from "../../azure/azureError";
import type { ChangeTarget } from "../../azure/compute/computeResource";
import type { Reading } from "../../azure/inventory/lazyReadings";
import type { HistoryReadDeps } from "./deps";
import { type HistoryEvent, type HistorySources, ownEvents, timeline } from "./timeline";

/** The activity log keeps events for so long. */
const LOG_MS = 89 * 24 * 60 * 60 * 1000;
/** Batches whose records have to be read from the disk: the newest of them. */
const MOST_BATCHES = 50;

/** Something that could tell of more, and did not. */
export type HistoryGap =
  | { readonly kind: "changes"; readonly error: AzureError | undefined }
  | { readonly kind: "writes"; readonly error: AzureError }
  /** The user lets Azure Resource Graph not be asked. */
  | { readonly kind: "off" }
  | { readonly kind: "journal" };

/** Who changed the identities of a resource, and when, as far as anything tells. */
export interface IdentityHistory {
  readonly events: readonly HistoryEvent[];
  readonly gaps: readonly HistoryGap[];
  /** When it was read, in milliseconds since 1970. */
  readonly at: number;
}

/** Reads it from all that could know. What cannot be read is part of the answer. @throws AzureError `cancelled` */
export async function readHistory(
  deps: HistoryReadDeps,
  { subscription, resource }: ChangeTarget,
  isGraphAllowed: boolean,
  signal: AbortSignal,
): Promise<IdentityHistory> {
  const now = Date.now();
  const { resourceHistory } = deps;
  const [changes, writes, own] = await Promise.all([
    isGraphAllowed ? reading(resourceHistory.listIdentityChanges(subscription, resource.id, signal)) : undefined,
    reading(resourceHistory.listWrites(subscription, resource.id, now - LOG_MS, signal)),
    ownHistory(deps, resource.id),
  ]);
  const isAllOfChanges = changes?.kind === "read" && changes.value.isWhole;
  const known = changes?.kind === "read" ? changes.value.items : [];
  const events = timeline({
    // Of changes that are not all there a write need not be among them.
    changes: isAllOfChanges ? known : undefined,
    writes: writes.kind === "read" ? writes.value : [],
    own: own.events,
    now,
  });
  const more = isAllOfChanges ? [] : known.map((change): HistoryEvent => ({ kind: "changed", ...change }));
  return {
    events: [...events, ...more].sort((left, right) => right.at - left.at),
    gaps: [
      ...(changes === undefined ? [{ kind: "off" } as const] : []),
      ...(changes?.kind === "failed" ? [{ kind: "changes", error: changes.error } as const] : []),
      ...(changes?.kind === "read" && !changes.value.isWhole ? [{ kind: "changes", error: undefined } as const] : []),
      ...(writes.kind === "failed" ? [{ kind: "writes", error: writes.error } as const] : []),
      ...(own.isWhole ? [] : [{ kind: "journal" } as const]),
    ],
    at: now,
  };
}

async function reading<Value>(asked: Promise<Value>): Promise<Reading<Value>> {
  try {
    return { kind: "read", value: await asked };
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
      throw error;
    }
    return { kind: "failed", error };
  }
}

async function ownHistory(
  { journal }: Pick<HistoryReadDeps, "journal">,
  resourceId: string,
): Promise<{ readonly events: HistorySources["own"]; readonly isWhole: boolean }> {
  await journal.load();
  const events: HistorySources["own"][] = [];
  let batches = 0;
  let isWhole = true;
  for (const entry of journal.entries) {
    if (entry.outline !== undefined) {
      if (++batches > MOST_BATCHES) {
        isWhole = false;
        continue;
      }
      await journal.open(entry.id);
    }
    events.push(ownEvents(entry, resourceId));
  }
  return { events: events.flat(), isWhole };
}
