import { resourceIdKey } from "../identity/resourceId";
import type { Disposable, Subscription } from "./accounts";
import { AzureError } from "./azureError";
import type { FederatedCredential, FederatedCredentialGateway, FederatedTrust } from "./federatedCredential";
import type { Inventory } from "./inventory";

/** What is known of the federated credentials of one identity. */
export type FederatedListing =
  | { readonly kind: "loaded"; readonly credentials: readonly FederatedCredential[] }
  | { readonly kind: "failed"; readonly error: AzureError };

interface Entry {
  readonly running: Promise<FederatedListing>;
  settled: FederatedListing | undefined;
}

/**
 * The federated credentials of identities: each identity's are listed when they are first asked for, and again after a change made here
 * or a refresh of everything.
 */
export class FederatedCredentials implements Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<(identityId: string | undefined) => void>();
  private readonly listening: Disposable;
  private abort = new AbortController();

  constructor(
    private readonly gateway: FederatedCredentialGateway,
    inventory: Inventory,
  ) {
    this.listening = inventory.onDidChange((event) => {
      if (event.kind === "all" && inventory.state.kind !== "loaded") {
        this.reset();
      }
    });
  }

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

  /** Adds a credential; never replaces one of the same name. @throws AzureError */
  async add(
    subscription: Subscription,
    identityId: string,
    name: string,
    trust: FederatedTrust,
    signal: AbortSignal,
  ): Promise<FederatedCredential> {
    try {
      return await this.gateway.create(subscription, identityId, name, trust, signal);
    } finally {
      this.forget(identityId);
    }
  }

  /** Removes a credential; done as well where it is already gone. @throws AzureError */
  async remove(
    subscription: Subscription,
    identityId: string,
    credentialId: string,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.gateway.delete(subscription, credentialId, signal);
    } finally {
      this.forget(identityId);
    }
  }

  /** Tells the identity whose listing no longer holds; undefined for all. */
  onDidChange(listener: (identityId: string | undefined) => void): Disposable {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  dispose(): void {
    this.abort.abort();
    this.listening.dispose();
    this.listeners.clear();
  }

  private reset(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.entries.clear();
    this.tell(undefined);
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
