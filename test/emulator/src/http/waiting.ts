import { type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** The requests to which nothing happens by itself: they wait for time to pass, or have stalled. */
export class Waiting {
  readonly #paused = new Set<ServerResponse>();
  readonly #rests = new Map<ServerResponse, () => void>();

  get size(): number {
    return this.#paused.size + this.#rests.size;
  }

  /** Lets time pass before a request is answered. */
  async pause(response: ServerResponse, milliseconds: number): Promise<void> {
    if (milliseconds > 0 && !response.destroyed) {
      this.#paused.add(response);
      response.once("close", () => this.#paused.delete(response));
      await sleep(milliseconds);
      this.#paused.delete(response);
    }
  }

  /** Holds the rest of an answer back, until it is released or nobody waits for it any more. */
  hold(response: ServerResponse, sendRest: () => void): void {
    if (!response.destroyed) {
      this.#rests.set(response, sendRest);
      response.once("close", () => this.#rests.delete(response));
    }
  }

  /** Sends the rest of every answer that was held back. */
  release(): void {
    const rests = [...this.#rests.values()];
    this.#rests.clear();
    for (const sendRest of rests) {
      sendRest();
    }
  }
}
