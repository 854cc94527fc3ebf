import { type JsonObject } from "../json";
import { type Ending } from "../operations";

/** A scripted failure: what happens to the next requests that fit. */
export interface Fault {
  readonly method?: string;
  /** Tested against the path with its query. */
  readonly path: RegExp;
  readonly effect: FaultEffect;
  /** How many requests it meets; once where not given. */
  readonly times?: number;
}

export type FaultEffect =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: unknown;
      readonly headers: Readonly<Record<string, string>>;
      /** Whether the request takes effect all the same. */
      readonly isCarriedOut: boolean;
    }
  /** The request is carried out, and then the connection closes without an answer. */
  | { readonly kind: "closeAfter" }
  /** The request is carried out, and only a part of the answer is sent. */
  | { readonly kind: "part"; readonly sent: "head" | "half"; readonly then: "close" | "stall" }
  /** The connection closes and nothing is carried out. */
  | { readonly kind: "close" }
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** The request is answered as usual; the long-running operation that it starts ends so. */
  | { readonly kind: "endOperation"; readonly ending: Ending }
  /** The request is answered as usual; then another party's write displaces the operation that it starts. */
  | { readonly kind: "preemptOperation"; readonly patch: JsonObject };

/** The scripted failures that are still due, oldest first. */
export class Faults {
  #due: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#due.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#due = [];
  }

  take(method: string, pathWithQuery: string): FaultEffect | undefined {
    const found = this.#due.find(
      ({ fault }) =>
        (fault.method === undefined || fault.method.toUpperCase() === method) && matches(fault.path, pathWithQuery),
    );
    if (found !== undefined) {
      found.left -= 1;
      this.#due = this.#due.filter(({ left }) => left > 0);
    }
    return found?.fault.effect;
  }
}

/** A RegExp with the flag `g` remembers where it stopped; a scripted failure must not. */
function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
