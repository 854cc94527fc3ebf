import { type JsonObject } from "./json";
import { idKey, parseId } from "./resourceId";

/** The ids by which an identity is known inside Azure. */
export interface IdentityIds {
  readonly principalId: string;
  readonly clientId: string;
}

/** One stored resource. `body` is in the newest shape; rendering for an API version happens when it is answered. */
export interface StoredResource {
  readonly id: string;
  body: JsonObject;
  /** The counter that the etag shows. */
  version: number;
  /** User-assigned identities that this machine has resolved once, by lower-case id (golden case CanCreateWithEMSI #58). */
  readonly resolved: Map<string, IdentityIds>;
}

/** Every resource, found by id without regard to case, and by type without a scan of the others. */
export class Store {
  readonly #byType = new Map<string, Map<string, StoredResource>>();
  /** The same by type and subscription: over a large estate a list of one must not go through those of all. */
  readonly #byPlace = new Map<string, Map<string, StoredResource>>();

  /** Subscriptions in lower case whose resources are still to be made. */
  readonly #pending = new Set<string>();
  #make: (subscriptionId: string) => void = () => undefined;
  #lazyTypes: ReadonlySet<string> = new Set();
  #changes = 0;

  /** Goes up with each write: what was worked out at the same count still holds. Making what had been there all along is none. */
  get changes(): number {
    return this.#changes;
  }

  /** Has resources of these types made when something of their subscription is first asked for. */
  addLazily(
    subscriptionIds: readonly string[],
    types: ReadonlySet<string>,
    make: (subscriptionId: string) => void,
  ): void {
    this.#lazyTypes = types;
    this.#make = make;
    for (const id of subscriptionIds) {
      this.#pending.add(id.toLowerCase());
    }
  }

  get(id: string): StoredResource | undefined {
    this.#settle(typeKey(id), subscriptionOf(id));
    return this.#byType.get(typeKey(id))?.get(idKey(id));
  }

  /** Creates or replaces; the counter of the etag goes up, the spelling of the id stays as first given. */
  put(id: string, body: JsonObject): StoredResource {
    const existing = this.get(id);
    this.#changes += 1;
    if (existing !== undefined) {
      existing.body = body;
      existing.version += 1;
      return existing;
    }
    const type = typeKey(id);
    const created: StoredResource = { id, body, version: 1, resolved: new Map() };
    const ofType = this.#byType.get(type) ?? new Map<string, StoredResource>();
    this.#byType.set(type, ofType.set(idKey(id), created));
    const place = placeKey(type, id);
    const ofPlace = this.#byPlace.get(place) ?? new Map<string, StoredResource>();
    this.#byPlace.set(place, ofPlace.set(idKey(id), created));
    return created;
  }

  remove(id: string): boolean {
    const type = typeKey(id);
    this.#settle(type, subscriptionOf(id));
    this.#changes += 1;
    this.#byPlace.get(placeKey(type, id))?.delete(idKey(id));
    return this.#byType.get(type)?.delete(idKey(id)) ?? false;
  }

  /** Resources of a type, for instance `Microsoft.Compute/virtualMachines`, at or below a scope, oldest first. */
  ofType(type: string, scope: string): readonly StoredResource[] {
    const isWithinOne = subscriptionOf(scope) !== "";
    const key = type.toLowerCase();
    this.#settle(key, subscriptionOf(scope));
    return below(isWithinOne ? this.#byPlace.get(placeKey(key, scope)) : this.#byType.get(key), scope);
  }

  /** Resources of a type that lie in no subscription, such as the role assignments of a tenant. */
  outsideSubscriptions(type: string): readonly StoredResource[] {
    return [...(this.#byPlace.get(placeKey(type.toLowerCase(), "")) ?? new Map<string, StoredResource>()).values()];
  }

  /** Everything at or below a scope. */
  within(scope: string): readonly StoredResource[] {
    this.#settleAll(subscriptionOf(scope));
    return [...this.#byType.keys()].flatMap((type) => this.ofType(type, scope));
  }

  #settle(type: string, subscriptionId: string): void {
    if (this.#pending.size > 0 && this.#lazyTypes.has(type)) {
      this.#settleAll(subscriptionId);
    }
  }

  /** Makes what is still to be made of a subscription; of all where none is named. */
  #settleAll(subscriptionId: string): void {
    for (const id of subscriptionId === "" ? [...this.#pending] : [subscriptionId]) {
      if (this.#pending.delete(id)) {
        const before = this.#changes;
        this.#make(id);
        this.#changes = before;
      }
    }
  }
}

/** The keys are lower-case already: lists over ten thousand machines are asked for page by page. */
function below(resources: ReadonlyMap<string, StoredResource> | undefined, scope: string): readonly StoredResource[] {
  const at = idKey(scope);
  const prefix = `${at}/`;
  const found: StoredResource[] = [];
  for (const [key, resource] of resources ?? []) {
    if (at === "" || key === at || key.startsWith(prefix)) {
      found.push(resource);
    }
  }
  return found;
}

/** A resource that is shown as it is stored. */
export function asStored({ id, body }: StoredResource): JsonObject {
  return { ...body, id };
}

const subscriptionOf = (id: string): string => /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase() ?? "";

const placeKey = (type: string, id: string): string => `${type} ${subscriptionOf(id)}`;

function typeKey(id: string): string {
  return parseId(id)?.type.toLowerCase() ?? "";
}
