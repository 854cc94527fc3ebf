import { AzureError } from "../../azure/azureError";

/** Lets a bounded number through at once; the others wait in turn. */
export class Slots {
  private readonly waiting = new Set<() => void>();

  constructor(private free: number) {}

  /** Waits for a place, and gives what leaves it again; leaving twice counts once. @throws AzureError `cancelled` */
  async enter(signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) {
      throw new AzureError({ reason: "cancelled", sent: false });
    }
    if (this.free > 0) {
      this.free--;
    } else {
      await this.turn(signal);
    }
    let isInside = true;
    return () => {
      if (isInside) {
        isInside = false;
        this.leave();
      }
    };
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener("abort", stop);
        resolve();
      };
      const stop = (): void => {
        this.waiting.delete(go);
        reject(new AzureError({ reason: "cancelled", sent: false }));
      };
      signal.addEventListener("abort", stop, { once: true });
      this.waiting.add(go);
    });
  }

  private leave(): void {
    const [next] = this.waiting;
    if (next === undefined) {
      this.free++;
    } else {
      this.waiting.delete(next);
      next();
    }
  }
}
