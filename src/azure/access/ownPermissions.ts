import type { PermissionSet } from "../../identity/permissions";
import { resourceIdKey } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import { subscriptionKey } from "../inventory/subscriptionInventory";

/** Who asks, as an administrator has to name them in a role assignment. */
export type Self =
  | { readonly kind: "objectId"; readonly objectId: string; readonly principalType: "User" | "ServicePrincipal" }
  /** What the sign-in calls them: a user name, or an application's id. */
  | { readonly kind: "label"; readonly label: string };

/** What the signed-in user may do. Every method throws AzureError and nothing else. */
export interface PermissionGateway {
  /** The user's own rights at a resource, a resource group or a subscription. Needs no right of its own. */
  listAt(subscription: Subscription, scope: string, signal: AbortSignal): Promise<readonly PermissionSet[]>;
  self(subscription: Subscription, signal: AbortSignal): Promise<Self>;
}

/** How long an answer is used again: long enough for one flow, short enough that a granted role shows soon. */
const FRESH_MS = 30_000;

interface Entry {
  readonly answer: Promise<readonly PermissionSet[]>;
  readonly until: number;
}

/** Remembers for a short time what was answered, so that a flow that asks twice sends one request. Failures are not kept. */
export class OwnPermissions implements PermissionGateway {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly gateway: PermissionGateway,
    private readonly now: () => number = Date.now,
  ) {}

  listAt(subscription: Subscription, scope: string, signal: AbortSignal): Promise<readonly PermissionSet[]> {
    const key = `${subscriptionKey(subscription)} ${resourceIdKey(scope)}`;
    const known = this.entries.get(key);
    if (known && known.until > this.now()) {
      return known.answer;
    }
    const entry = { answer: this.gateway.listAt(subscription, scope, signal), until: this.now() + FRESH_MS };
    this.entries.set(key, entry);
    entry.answer.catch(() => {
      if (this.entries.get(key) === entry) {
        this.entries.delete(key);
      }
    });
    return entry.answer;
  }

  self(subscription: Subscription, signal: AbortSignal): Promise<Self> {
    return this.gateway.self(subscription, signal);
  }

  /** For another account or cloud, and after a role was granted or taken away. */
  reset(): void {
    this.entries.clear();
  }
}
