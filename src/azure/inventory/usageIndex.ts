import { resourceIdKey } from "../../identity/resourceId";
import type { Disposable } from "../accounts";
import type { Inventory } from "./inventory";
import { type IdentityUse, type UsageMap, usageMap } from "./usageMap";

/** The usage map of the inventory as it stands: made when it is first asked for after a change, and once. No request is made. */
export class UsageIndex implements Disposable {
  private made: UsageMap | undefined;
  private readonly listening: Disposable;

  constructor(private readonly inventory: Inventory) {
    this.listening = inventory.onDidChange(() => {
      this.made = undefined;
    });
  }

  get current(): UsageMap {
    this.made ??= this.make();
    return this.made;
  }

  /** The resources that use an identity, by name. */
  usesOf(identityId: string): readonly IdentityUse[] {
    return this.current.uses.get(resourceIdKey(identityId)) ?? [];
  }

  /** What is not even listed, because of the user's filter or of a tenant that does not answer, could use an identity too. */
  private make(): UsageMap {
    const { state, subscriptions } = this.inventory;
    const map = usageMap(subscriptions);
    const { failures = [], hiddenByFilter: hidden = 0 } = state.kind === "loaded" ? state.listing : {};
    if (map.coverage.kind === "listing" || failures.length + hidden === 0) {
      return map;
    }
    const { failedListings, unreadable } =
      map.coverage.kind === "partial" ? map.coverage : { failedListings: 0, unreadable: 0 };
    const coverage = { kind: "partial", failedListings: failedListings + failures.length, unreadable, hidden } as const;
    return { ...map, coverage };
  }

  dispose(): void {
    this.listening.dispose();
  }
}
