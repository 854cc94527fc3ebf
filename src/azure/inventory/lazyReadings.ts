import { resourceIdKey } from "../../identity/resourceId";
import type { Disposable, Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { Inventory } from "./inventory";
import { Listeners } from "../listeners";

/** What came of reading something of one resource. */
export type Reading<Value> =
  { readonly kind: "read"; readonly value: Value } | { readonly kind: "failed"; readonly error: AzureError };

interface Entry<Value> {
  readonly running: Promise<Reading<Value>>;
  settled: Reading<Value> | undefined;
}

/**
 * Something that the listing does not hold, read of one resource when it is first asked for, and again after it was forgotten or
 * everything is listed anew.
 */
export class LazyReadings<Value> implements Disposable {
  private readonly entries = new Map<string, Entry<Value>>();
  private readonly listeners = new Listeners<string | undefined>();
  private readonly listening: Disposable;
  private abort = new AbortController();

  constructor(
    private readonly read: (subscription: Subscription, resourceId: string, signal: AbortSignal) => Promise<Value>,
    inventory: Inventory,
  ) {
    this.listening = inventory.onDidChange((event) => {
      if (event.kind === "all" && inventory.state.kind !== "loaded") {
        this.forgetAll();
      }
    });
  }

  /** What is known at this moment; undefined where nothing has been read yet. */
  known(resourceId: string): Reading<Value> | undefined {
    return this.entries.get(resourceIdKey(resourceId))?.settled;
  }

  /**
   * Reads once; later calls get the same answer. An error is an answer too. What is forgotten while it is under way is read again: its
   * answer may be older than what it was forgotten for.
   */
  async load(subscription: Subscription, resourceId: string): Promise<Reading<Value>> {
    const key = resourceIdKey(resourceId);
    const { signal } = this.abort;
    const entry = this.entries.get(key) ?? this.start(subscription, resourceId);
    this.entries.set(key, entry);
    const reading = await entry.running;
    return signal.aborted || this.entries.get(key) === entry ? reading : await this.load(subscription, resourceId);
  }

  /** Puts in what was read elsewhere just now. */
  set(resourceId: string, value: Value): void {
    const settled: Reading<Value> = { kind: "read", value };
    this.entries.set(resourceIdKey(resourceId), { running: Promise.resolve(settled), settled });
    this.listeners.notify(resourceId);
  }

  /** What was read of a resource no longer holds. */
  forget(resourceId: string): void {
    if (this.entries.delete(resourceIdKey(resourceId))) {
      this.listeners.notify(resourceId);
    }
  }

  /** Nothing that was read holds any longer. */
  forgetAll(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.entries.clear();
    this.listeners.notify(undefined);
  }

  /** Tells the resource whose reading has come or no longer holds; undefined for all. */
  onDidChange(listener: (resourceId: string | undefined) => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.abort.abort();
    this.listening.dispose();
    this.listeners.clear();
  }

  private start(subscription: Subscription, resourceId: string): Entry<Value> {
    const { signal } = this.abort;
    const entry: Entry<Value> = {
      settled: undefined,
      running: this.ask(subscription, resourceId, signal).then((reading) => {
        entry.settled = reading;
        if (!signal.aborted && this.entries.get(resourceIdKey(resourceId)) === entry) {
          this.listeners.notify(resourceId);
        }
        return reading;
      }),
    };
    return entry;
  }

  private async ask(subscription: Subscription, resourceId: string, signal: AbortSignal): Promise<Reading<Value>> {
    try {
      return { kind: "read", value: await this.read(subscription, resourceId, signal) };
    } catch (error) {
      if (AzureError.is(error)) {
        return { kind: "failed", error };
      }
      throw error;
    }
  }
}
