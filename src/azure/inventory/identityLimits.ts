import type { IdentityLimits } from "../../identity/identityLimits";
import { parseResourceId, resourceIdKey } from "../../identity/resourceId";
import { AzureError } from "../azureError";
import type { IdentityLifecycleGateway } from "../identities/identityLifecycle";
import type { Inventory } from "./inventory";

/**
 * Where identities can be used, by their listing, and by a fresh look at those that would be refused for it: a listing may be old, and
 * must not stop a change that Azure would make.
 */
export class ListedIdentityLimits {
  /** By the signal of what they are read for: the machines of one plan share a reading. */
  private readonly readings = new WeakMap<AbortSignal, Map<string, Promise<IdentityLimits | undefined>>>();

  constructor(
    private readonly inventory: Pick<Inventory, "addIdentity" | "findIdentity" | "ownerOf">,
    private readonly gateway: Pick<IdentityLifecycleGateway, "read">,
  ) {}

  /** As they are listed; undefined where there are none, or where the identity is not listed. */
  limitsOf(identityId: string): IdentityLimits | undefined {
    return this.inventory.findIdentity(identityId)?.limits;
  }

  /** As they are now; undefined also where the identity cannot be read: Azure has the last word. @throws AzureError `cancelled` */
  readLimits(identityId: string, signal: AbortSignal): Promise<IdentityLimits | undefined> {
    const readings = this.readings.get(signal) ?? new Map<string, Promise<IdentityLimits | undefined>>();
    this.readings.set(signal, readings);
    const key = resourceIdKey(identityId);
    const reading = readings.get(key) ?? this.read(identityId, signal);
    readings.set(key, reading);
    return reading;
  }

  private async read(identityId: string, signal: AbortSignal): Promise<IdentityLimits | undefined> {
    const owner = this.inventory.ownerOf(parseResourceId(identityId)?.subscriptionId ?? "");
    if (owner === undefined) {
      return undefined;
    }
    try {
      const identity = await this.gateway.read(owner.subscription, identityId, signal);
      this.inventory.addIdentity(owner.subscription, identity);
      return identity.limits;
    } catch (error) {
      if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
        throw error;
      }
      return undefined;
    }
  }
}
