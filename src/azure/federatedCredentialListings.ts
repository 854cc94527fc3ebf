import { resourceIdKey } from "../identity/resourceId";
import type { Disposable, Subscription } from "./accounts";
import { AzureError } from "./azureError";
import type { FederatedCredential, FederatedCredentialGateway } from "./federatedCredential";

/** What is known of the federated credentials of one identity. */
export type FederatedListing =
  | { readonly kind: "loaded"; readonly credentials: readonly FederatedCredential[] }
  | { readonly kind: "failed"; readonly error: AzureError };

interface Entry {
  readonly running: Promise<FederatedListing>;
  settled: FederatedListing | undefined;
}

/** The federated credentials that have been listed: each identity's when it is first asked for, and again after a change. */
export class FederatedCredentialListings implements Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<(identityId: string | undefined) => void>();
  private abort = new AbortController();

  constructor(private readonly gateway: FederatedCredentialGateway) {}

  /** What is known at this moment; undefined where nothing has been listed yet. */
  known(identityId: string): FederatedListing | undefined {
    return this.entries.get(resourceIdKey(identityId))?.settled;
  }

  /** Lists once; later calls get the same answer. An error is an answer too. */
  load(subscription: Subscription, identityId: string): Promise<FederatedListing> {
    const key = resourceIdKey(identityId);
    const entry = this.entries.get(key) ?? this.list(subscription, identityId);
    this.entries.set(key, entry);
    return entry.running;
  }

  /** What was listed of an identity no longer holds. */
  forget(identityId: string): void {
    this.entries.delete(resourceIdKey(identityId));
    this.tell(identityId);
  }

  /** Nothing that was listed holds any longer: for a refresh, another account or cloud. */
  reset(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.entries.clear();
    this.tell(undefined);
  }

  /** Tells the identity whose listing no longer holds; undefined for all. */
  onDidChange(listener: (identityId: string | undefined) => void): Disposable {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  dispose(): void {
    this.abort.abort();
    this.listeners.clear();
  }

  private list(subscription: Subscription, identityId: string): Entry {
    const entry: Entry = {
      settled: undefined,
      running: this.ask(subscription, identityId, this.abort.signal).then((listing) => (entry.settled = listing)),
    };
    return entry;
  }

  private async ask(subscription: Subscription, identityId: string, signal: AbortSignal): Promise<FederatedListing> {
    try {
      return { kind: "loaded", credentials: await this.gateway.list(subscription, identityId, signal) };
    } catch (error) {
      if (AzureError.is(error)) {
        return { kind: "failed", error };
      }
      throw error;
    }
  }

  private tell(identityId: string | undefined): void {
    for (const listener of this.listeners) {
      listener(identityId);
    }
  }
}
