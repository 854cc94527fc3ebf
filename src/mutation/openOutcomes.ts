import type { Disposable, Subscription } from "../azure/accounts";
import { readState } from "../identity/readIdentity";
import { AzureError } from "../azure/azureError";
import type { ComputeResource } from "../azure/compute/computeResource";
import { Listeners } from "../azure/listeners";
import { parseResourceId, resourceIdKey } from "../identity/resourceId";
import type { Clock } from "./clock";
import type { Journal } from "./journal/journal";
import { type ChangeRecord, isOpen, type JournalEntry } from "./journal/journalEntry";
import type { RecordedFailure } from "./journal/recordedFailure";
import { carries, hasFailed, isSettled } from "./outcome";

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
const SLOWER = 1.5;
/** So long an unanswered write may still arrive, and is looked for. ARM gives up on a request sooner (unverified). */
const LATE_ARRIVAL_MS = 10 * 60_000;
/** What an earlier window has left open for longer than this nobody waits for any more. */
const OLDEST_MS = 7 * 24 * 60 * 60 * 1000;

/** One GET. @throws AzureError */
export type ReadResource = (subscription: Subscription, id: string, signal: AbortSignal) => Promise<ComputeResource>;

/** A resource of which something was learnt. */
export interface LearntResource {
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
}

/**
 * Looks again, in the background and ever more rarely, at resources where a write has gone out and nobody knows yet what became of it,
 * until it is known: then the journal is told, and whoever listens.
 */
export class OpenOutcomes implements Disposable {
  private readonly abort = new AbortController();
  private readonly listeners = new Listeners<LearntResource>();
  private readonly followed = new Set<string>();

  constructor(
    private readonly journal: Journal,
    private readonly read: ReadResource,
    private readonly clock: Clock,
  ) {}

  onDidLearn(listener: (learnt: LearntResource) => void): Disposable {
    return this.listeners.add(listener);
  }

  /** Follows what an entry has left open. `subscriptionOf`: as whom a resource is read. */
  follow(
    { id, records }: Pick<JournalEntry, "id" | "records">,
    subscriptionOf: (record: ChangeRecord) => Subscription | undefined,
  ): void {
    for (const record of records.filter(isOpen)) {
      const subscription = subscriptionOf(record);
      const key = `${id} ${resourceIdKey(record.resourceId)}`;
      if (subscription !== undefined && !this.followed.has(key)) {
        this.followed.add(key);
        void this.followOne(id, record.resourceId, subscription).finally(() => this.followed.delete(key));
      }
    }
  }

  /** Follows what earlier windows have left open in these subscriptions. `now`: milliseconds since 1970. */
  async followStored(subscriptions: readonly Subscription[], now: number): Promise<void> {
    await this.journal.load();
    for (const entry of this.journal.entries) {
      if (!this.journal.isRunning(entry.id) && now - entry.startedAt < OLDEST_MS && mayBeOpen(entry)) {
        await this.journal.open(entry.id);
        this.follow(entry, ({ resourceId, tenantId }) => {
          const subscriptionId = parseResourceId(resourceId)?.subscriptionId.toLowerCase();
          return subscriptions.find(
            (each) => each.subscriptionId.toLowerCase() === subscriptionId && each.tenant.tenantId === tenantId,
          );
        });
      }
    }
  }

  dispose(): void {
    this.abort.abort();
    this.listeners.clear();
  }

  /** Whether a write that nobody has answered is not to be seen at its resource. */
  private isMissing(entryId: string, resource: ComputeResource): boolean {
    const key = resourceIdKey(resource.id);
    const record = this.journal.entry(entryId)?.records.find(({ resourceId }) => resourceIdKey(resourceId) === key);
    return (
      record?.outcome.kind === "unknown" &&
      record.outcome.isAccepted !== true &&
      !(record.after !== undefined && carries(resource, record.after))
    );
  }

  private async followOne(entryId: string, resourceId: string, subscription: Subscription): Promise<void> {
    let waited = 0;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * SLOWER, LONGEST_WAIT_MS)) {
      waited += wait;
      try {
        await this.clock.wait(wait, this.abort.signal);
        const resource = await this.read(subscription, resourceId, this.abort.signal);
        const mayArrive = waited < LATE_ARRIVAL_MS && this.isMissing(entryId, resource);
        if (isSettled(resource) && !mayArrive) {
          this.journal.amend(entryId, resourceId, (record) => recordOfLook(record, resource));
          this.listeners.notify({ subscription, resource });
          return;
        }
      } catch (error) {
        if (this.abort.signal.aborted || !mayPass(error)) {
          return;
        }
      }
    }
  }
}

/** Tells without reading the records of an entry that nothing of it is open. */
const mayBeOpen = ({ outline }: JournalEntry): boolean => outline?.marks.has("open") ?? true;

/** What a look at the settled resource says of an open record. */
export function recordOfLook(record: ChangeRecord, resource: ComputeResource): ChangeRecord {
  const { outcome, after } = record;
  if (!isOpen(record) || after === undefined) {
    return record;
  }
  const found = readState(resource.identity);
  if (found !== undefined && carries(resource, after)) {
    const despite = hasFailed(resource) ? { despite: OPERATION_FAILED } : {};
    return { ...record, after: found, outcome: { kind: "changed", leftOut: [], ...despite } };
  }
  if (outcome.kind !== "unknown") {
    // Its window has closed: whether it was sent at all nobody knows.
    return record;
  }
  return outcome.isAccepted === true
    ? {
        ...record,
        outcome: { kind: "differs", found, because: outcome.isWritten === true ? undefined : outcome.because },
      }
    : { ...record, outcome: { ...outcome, isOpen: false } };
}

const OPERATION_FAILED: RecordedFailure = {
  failure: { reason: "operationFailed" },
  code: undefined,
  correlationId: undefined,
  message: undefined,
};

/** Whether another look may say more, without anybody doing something first. */
function mayPass(error: unknown): boolean {
  return (
    AzureError.is(error, "network") ||
    AzureError.is(error, "signInTimeout") ||
    AzureError.is(error, "serverError") ||
    AzureError.is(error, "throttled") ||
    AzureError.is(error, "badAnswer")
  );
}
