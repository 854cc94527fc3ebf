import { type Clock } from "../clock";

/** How far a subscription's registration for a provider has come, in the service's own words. */
export type RegistrationState = "NotRegistered" | "Registering" | "Registered";

/** Which resource providers the subscriptions are registered for: all, but for those that the control takes away. */
export class Registrations {
  /** When the registration ends, milliseconds; none for one that nobody has asked for. */
  readonly #missing = new Map<string, number | undefined>();

  constructor(
    private readonly clock: Clock,
    private readonly duration: () => number,
  ) {}

  state(subscriptionId: string, namespace: string): RegistrationState {
    const key = keyOf(subscriptionId, namespace);
    if (!this.#missing.has(key)) {
      return "Registered";
    }
    const endsAt = this.#missing.get(key);
    if (endsAt === undefined) {
      return "NotRegistered";
    }
    return endsAt <= this.clock.now() ? "Registered" : "Registering";
  }

  /** Begins where it has not begun. */
  register(subscriptionId: string, namespace: string): void {
    if (this.state(subscriptionId, namespace) === "NotRegistered") {
      this.#missing.set(keyOf(subscriptionId, namespace), this.clock.now() + this.duration());
    }
  }

  set(subscriptionId: string, namespace: string, isRegistered: boolean): void {
    const key = keyOf(subscriptionId, namespace);
    if (isRegistered) {
      this.#missing.delete(key);
    } else {
      this.#missing.set(key, undefined);
    }
  }

  /** Every registration that is under way ends now. */
  finishAll(): void {
    for (const [key, endsAt] of this.#missing) {
      if (endsAt !== undefined) {
        this.#missing.delete(key);
      }
    }
  }
}

function keyOf(subscriptionId: string, namespace: string): string {
  return `${subscriptionId}/${namespace}`.toLowerCase();
}
