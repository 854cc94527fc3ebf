import { type Clock } from "../clock";
import { type JsonObject } from "../json";
import { type Store } from "../store";

/** A resource as the copy holds it. */
export interface CopiedResource {
  readonly id: string;
  readonly body: JsonObject;
}

/** What Resource Graph answers from: a copy that lags behind by a delay, or the resources themselves where there is none. */
export class GraphCopy {
  private delayMs = 0;
  private copy: { readonly takenAt: number; readonly resources: readonly CopiedResource[] } | undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  /** From now on what changes is seen that much later. */
  setDelay(milliseconds: number): void {
    this.delayMs = milliseconds;
    this.copy = milliseconds === 0 ? undefined : this.take();
  }

  resources(): readonly CopiedResource[] {
    if (this.copy === undefined) {
      return this.store.within("");
    }
    if (this.clock.now() - this.copy.takenAt >= this.delayMs) {
      this.copy = this.take();
    }
    return this.copy.resources;
  }

  /** A stored body is replaced, never altered. */
  private take(): NonNullable<GraphCopy["copy"]> {
    return { takenAt: this.clock.now(), resources: this.store.within("").map(({ id, body }) => ({ id, body })) };
  }
}
