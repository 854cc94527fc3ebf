import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { ClientRequest } from "node:http";
import { currentOwner, type Owner } from "./virtualTime";

const CREATED = "http.client.request.created";

/** What goes on in this process besides timers: requests from the moment that they are made, and writes to the disk. */
export class Activity {
  private readonly requests = new Map<ClientRequest, Owner | undefined>();
  private onDisk = 0;

  /** How many requests are neither answered nor given up. */
  get inFlight(): number {
    return this.requests.size;
  }

  get isOnDisk(): boolean {
    return this.onDisk > 0;
  }

  /** Begins to watch. @returns what ends that */
  watch(): () => void {
    subscribe(CREATED, this.add);
    return () => {
      unsubscribe(CREATED, this.add);
    };
  }

  /** Runs a task on the disk. */
  async during<Value>(task: () => Promise<Value>): Promise<Value> {
    this.onDisk++;
    try {
      return await task();
    } finally {
      this.onDisk--;
    }
  }

  /** Closes the connections of somebody who is gone. */
  drop(owner: Owner): void {
    for (const [request, its] of this.requests) {
      if (its === owner) {
        request.destroy();
      }
    }
  }

  private readonly add = (message: unknown): void => {
    const request =
      typeof message === "object" && message !== null && "request" in message ? message.request : undefined;
    if (request instanceof ClientRequest) {
      const owner = currentOwner();
      this.requests.set(request, owner);
      request.once("close", () => this.requests.delete(request));
      if (owner?.isDead === true) {
        process.nextTick(() => request.destroy());
      }
    }
  };
}
