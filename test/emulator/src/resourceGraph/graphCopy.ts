import { type Clock } from "../clock";
import { type JsonObject } from "../json";
import { parseId } from "../resourceId";
import { roleAssignmentType } from "../authorization/rights";
import { type Store } from "../store";

/** A resource as the copy holds it. */
export interface CopiedResource {
  readonly id: string;
  readonly body: JsonObject;
}

/** What Resource Graph answers from: a copy that lags behind by a delay, or the resources themselves where there is none. */
export class GraphCopy {
  private delayMs = 0;
  private copy:
    { readonly takenAt: number; readonly bySubscription: ReadonlyMap<string, readonly CopiedResource[]> } | undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  /** From now on what changes is seen that much later. */
  setDelay(milliseconds: number): void {
    this.delayMs = milliseconds;
    this.copy = milliseconds === 0 ? undefined : this.take();
  }

  /** What a subscription holds; an empty text for the role assignments that lie above all of them. */
  within(subscriptionId: string): readonly CopiedResource[] {
    if (this.copy === undefined) {
      return subscriptionId === ""
        ? this.store.outsideSubscriptions(roleAssignmentType)
        : this.store.within(`/subscriptions/${subscriptionId}`);
    }
    if (this.clock.now() - this.copy.takenAt >= this.delayMs) {
      this.copy = this.take();
    }
    return this.copy.bySubscription.get(subscriptionId.toLowerCase()) ?? [];
  }

  /** A stored body is replaced, never altered. */
  private take(): NonNullable<GraphCopy["copy"]> {
    const resources = this.store.within("").map(({ id, body }) => ({ id, body }));
    const bySubscription = Map.groupBy(resources, ({ id }) => parseId(id)?.subscriptionId?.toLowerCase() ?? "");
    return { takenAt: this.clock.now(), bySubscription };
  }
}
