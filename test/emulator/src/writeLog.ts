import { type JsonObject } from "./json";
import { type Operation } from "./operations";

/** A write to a machine or a scale set that the emulator has taken. */
export interface AcceptedWrite {
  readonly at: number;
  readonly by: "client" | "other";
  readonly method: "PUT" | "PATCH";
  readonly resourceId: string;
  /** The stored `identity` before it, and the one that it wants. */
  readonly before: unknown;
  readonly after: unknown;
  /** The long-running operation that carries it out, as it stands now; undefined for what was done at once. */
  readonly operation: Readonly<Operation> | undefined;
}

/** Every write that was taken, oldest first: what has really happened, whatever a client made of it. */
export class WriteLog {
  #entries: AcceptedWrite[] = [];

  add(entry: Omit<AcceptedWrite, "before" | "after">, before: JsonObject | undefined, after: JsonObject): void {
    this.#entries.push({ ...entry, before: before?.["identity"], after: after["identity"] });
  }

  /** Copies: operations go on. */
  list(): readonly AcceptedWrite[] {
    return structuredClone(this.#entries);
  }

  clear(): void {
    this.#entries = [];
  }
}
