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
    this.made ??= usageMap(this.inventory.subscriptions);
    return this.made;
  }

  /** The resources that use an identity, by name. */
  usesOf(identityId: string): readonly IdentityUse[] {
    return this.current.uses.get(resourceIdKey(identityId)) ?? [];
  }

  dispose(): void {
    this.listening.dispose();
  }
}
