import type { Disposable } from "../accounts";

/** Those who want to hear of something. */
export class Listeners {
  private readonly listeners = new Set<() => void>();

  add(listener: () => void): Disposable {
    // Each addition is one of its own, so that the same function may be added twice.
    const own = (): void => {
      listener();
    };
    this.listeners.add(own);
    return { dispose: () => this.listeners.delete(own) };
  }

  tell(): void {
    for (const listener of [...this.listeners]) {
      listener();
    }
  }

  clear(): void {
    this.listeners.clear();
  }
}
