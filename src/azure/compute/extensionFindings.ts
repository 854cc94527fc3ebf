import { resourceIdKey } from "../../identity/resourceId";
import type { Disposable, Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { ComputeResource } from "./computeResource";
import type { ExtensionGateway } from "./extensions";
import { forEachBounded } from "../forEachBounded";
import { readingBack } from "../unsettled";
import type { FollowOptions } from "../longRunning";
import type { Inventory } from "../inventory/inventory";
import { Listeners } from "../listeners";

/** What is known of the retired extension on a resource; `unknown` where no answer has told yet. */
export type RetiredState =
  | { readonly kind: "unknown" }
  | { readonly kind: "none" }
  | { readonly kind: "carries"; readonly names: readonly string[] };

/** A resource, and as whom to ask for it. */
export interface ExtensionTarget {
  readonly subscription: Subscription;
  readonly resource: ComputeResource;
}

/** What a search has come to. */
export interface RetiredSearch {
  readonly carriers: readonly ExtensionTarget[];
  readonly failures: readonly { readonly target: ExtensionTarget; readonly error: AzureError }[];
}

/** Compute's bucket of cheap reads holds 24,000 a minute for a subscription (docs/azure-behaviour.md#compute-limits); this is far below it. */
const READS_AT_ONCE = 8;

/** Which resources carry the retired extension: from the listing where that tells, else from looking at one resource at a time. */
export class RetiredExtensions implements Disposable {
  private readonly found = new Map<string, readonly string[]>();
  private readonly listeners = new Listeners();
  private readonly listening: Disposable;

  constructor(
    private readonly gateway: ExtensionGateway,
    inventory: Inventory,
  ) {
    this.listening = inventory.onDidChange((event) => {
      if (event.kind === "all" && inventory.state.kind !== "loaded") {
        this.forget(inventory.state.kind === "loading");
      }
    });
  }

  state(resource: ComputeResource): RetiredState {
    const names = this.found.get(resourceIdKey(resource.id)) ?? resource.retiredExtensions;
    if (names === undefined) {
      return { kind: "unknown" };
    }
    return names.length === 0 ? { kind: "none" } : { kind: "carries", names };
  }

  /**
   * Looks at every resource that nothing has told of yet, a bounded number at a time. A resource that cannot be read stops no other.
   * @throws AzureError `cancelled`; what was found until then stays known
   */
  async find(
    targets: readonly ExtensionTarget[],
    signal: AbortSignal,
    onLooked: (looked: number, of: number) => void,
  ): Promise<RetiredSearch> {
    const unknown = targets.filter(({ resource }) => this.state(resource).kind === "unknown");
    const { failures } = await this.look(unknown, signal, onLooked);
    return { carriers: targets.filter(({ resource }) => this.state(resource).kind === "carries"), failures };
  }

  /** Looks at resources now, whatever is known of them, in the same way. @throws AzureError `cancelled` */
  async look(
    targets: readonly ExtensionTarget[],
    signal: AbortSignal,
    onLooked: (looked: number, of: number) => void,
  ): Promise<Pick<RetiredSearch, "failures">> {
    const failures: { readonly target: ExtensionTarget; readonly error: AzureError }[] = [];
    let looked = 0;
    try {
      await forEachBounded(targets, READS_AT_ONCE, async (target) => {
        try {
          await this.lookAt(target, signal);
        } catch (error) {
          if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
            throw error;
          }
          failures.push({ target, error });
        }
        looked += 1;
        onLooked(looked, targets.length);
      });
    } finally {
      this.listeners.notify();
    }
    return { failures };
  }

  /** Removes every retired extension of one resource, and looks again. @throws AzureError that says whether anything was removed */
  async remove(target: ExtensionTarget, options: FollowOptions): Promise<RetiredState> {
    const state = await this.read(target, options.signal);
    const names = state.kind === "carries" ? state.names : [];
    for (const [index, name] of names.entries()) {
      try {
        await this.gateway.remove(target.subscription, target.resource.id, name, options);
      } catch (error) {
        // One that went before is gone, whatever becomes of this one.
        throw AzureError.is(error) && index > 0 ? error.ofWrite("maybe") : error;
      }
    }
    return names.length === 0 ? state : await readingBack(() => this.read(target, options.signal));
  }

  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.listening.dispose();
    this.listeners.clear();
  }

  /** While everything is listed anew, what is visible stays: a machine's mark is looked at again afterwards (extensionMarks.ts). */
  private forget(isRefresh: boolean): void {
    for (const [key, names] of this.found) {
      const isMark = names.length > 0 && key.includes("/virtualmachines/");
      if (!isRefresh || !isMark) {
        this.found.delete(key);
      }
    }
  }

  /** Looks at one resource now, whatever is known of it. @throws AzureError */
  private async read(target: ExtensionTarget, signal: AbortSignal): Promise<RetiredState> {
    await this.lookAt(target, signal);
    this.listeners.notify();
    return this.state(target.resource);
  }

  private async lookAt({ subscription, resource }: ExtensionTarget, signal: AbortSignal): Promise<void> {
    this.found.set(resourceIdKey(resource.id), await this.gateway.listRetired(subscription, resource.id, signal));
  }
}
