import type { Disposable } from "./accounts";

/** Those who want to hear of something. `Value` is what they are notified of. */
export class Listeners<Value = void> {
  private readonly listeners = new Set<(value: Value) => void>();

  add(listener: (value: Value) => void): Disposable {
    // Each addition is one of its own, so that the same function may be added twice.
    const own = (value: Value): void => {
      listener(value);
    };
    this.listeners.add(own);
    return { dispose: () => this.listeners.delete(own) };
  }

  notify(value: Value): void {
    for (const listener of [...this.listeners]) {
      listener(value);
    }
  }

  clear(): void {
    this.listeners.clear();
  }
}
