import { AsyncLocalStorage } from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises, { setImmediate as macrotask } from "node:timers/promises";

/** Whose code runs: timers and requests belong to it. One that is dead, as a process is after a crash, gets no turn any more. */
export interface Owner {
  isDead: boolean;
}

/** How a promise ended in virtual time. */
export type Ended<Value> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "error"; readonly error: unknown }
  /** Nothing is left that could settle it. */
  | { readonly kind: "hangs" }
  /** It takes longer than it was given. */
  | { readonly kind: "late" };

interface Timer {
  readonly at: number;
  readonly owner: Owner | undefined;
  readonly fire: () => void;
}

/** Turns of the event loop in which nothing may happen before time moves on: what one socket has sent, another has to read. */
const CALM_TURNS = 4;
/** Real time within which requests have to be done: more is a fault of the harness itself. */
const STUCK_MS = 20_000;
/** Real time that is given to whatever cannot be seen before a promise is called hanging. */
const LOADING_MS = 100;

const RealDate = Date;
const realNow = performance.now.bind(performance);

/** Runs tasks as somebody: what they start later belongs to them too. */
const owners = new AsyncLocalStorage<Owner>();

export function asOwner<Value>(owner: Owner, task: () => Value): Value {
  return owners.run(owner, task);
}

export function currentOwner(): Owner | undefined {
  return owners.getStore();
}

/**
 * Time for this whole process, the SDK and the emulator included: it stands still while anything happens, and jumps to the next timer
 * when nothing does. Sockets stay real. Global rather than handed in, so that a timer that somebody adds later is not missed.
 */
export class VirtualTime {
  private elapsed = 0;
  private wallOffset = 0;
  private readonly timers = new Set<Timer>();

  constructor(
    private readonly startedAt: number,
    /** Whether anything goes on besides timers, such as a request or a write to the disk. */
    private readonly isBusy: () => boolean,
  ) {}

  /** Milliseconds since the start. Never goes back. */
  get now(): number {
    return this.elapsed;
  }

  /** Sets the clock on the wall, as people and time servers do. */
  jump(milliseconds: number): void {
    this.wallOffset += milliseconds;
  }

  /** Timers that an owner has left behind. */
  leftBy(owner: Owner): number {
    return [...this.timers].filter((timer) => timer.owner === owner).length;
  }

  /** Does something after a time, for nobody. @returns what takes that back */
  after(milliseconds: number, action: () => void): () => void {
    const timer = this.start(action, milliseconds, undefined);
    return () => {
      this.timers.delete(timer);
    };
  }

  /** Puts this time in the place of the real one. @returns what puts that back */
  install(): () => void {
    const put = [
      ...[globalThis, timers].flatMap((place) => [
        replace(place, "setTimeout", (action: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) =>
          this.handle(() => {
            action(...args);
          }, milliseconds),
        ),
        replace(place, "clearTimeout", (handle: unknown) => {
          this.clear(handle);
        }),
        replace(place, "setInterval", () => {
          throw new Error("Nothing here repeats by itself.");
        }),
      ]),
      replace(timersPromises, "setTimeout", this.sleep),
      replace(globalThis, "Date", this.date()),
      replace(performance, "now", () => this.elapsed),
      replace(AbortSignal, "timeout", (milliseconds: number) => {
        const abort = new AbortController();
        this.start(() => {
          abort.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
        }, milliseconds);
        return abort.signal;
      }),
    ];
    syncBuiltinESMExports();
    return () => {
      for (const putBack of put.reverse()) {
        putBack();
      }
      syncBuiltinESMExports();
    };
  }

  /** Lets time pass until a promise is settled, at most so long. */
  async run<Value>(promise: Promise<Value>, limitMs: number): Promise<Ended<Value>> {
    const outcomes: Ended<Value>[] = [];
    promise.then(
      (value) => {
        outcomes.push({ kind: "value", value });
      },
      (error: unknown) => {
        outcomes.push({ kind: "error", error });
      },
    );
    const until = this.elapsed + limitMs;
    for (;;) {
      await this.calm();
      const [ended] = outcomes;
      if (ended !== undefined) {
        return ended;
      }
      const next = this.next();
      if (next === undefined) {
        // A module that is loaded is no timer, and takes real time.
        await this.calm(LOADING_MS);
        if (outcomes.length === 0 && this.next() === undefined) {
          return { kind: "hangs" };
        }
        continue;
      }
      if (next.at > until) {
        return { kind: "late" };
      }
      this.fire(next);
    }
  }

  /** Lets so much time pass. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.elapsed + milliseconds;
    await this.calm();
    for (let next = this.next(); next !== undefined && next.at <= until; next = this.next()) {
      this.fire(next);
      await this.calm();
    }
    this.elapsed = Math.max(this.elapsed, until);
  }

  /** Waits until nothing happens any more, and at least so long in real time. */
  async calm(atLeastMs = 0): Promise<void> {
    const since = realNow();
    for (let calm = 0; calm < CALM_TURNS || realNow() - since < atLeastMs;) {
      await macrotask();
      calm = this.isBusy() ? 0 : calm + 1;
      if (realNow() - since > STUCK_MS) {
        throw new Error("Something goes on for ever, and no time passes.");
      }
    }
  }

  private next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.owner?.isDead === true) {
        this.timers.delete(timer);
      } else if (first === undefined || timer.at < first.at) {
        first = timer;
      }
    }
    return first;
  }

  private fire(timer: Timer): void {
    this.timers.delete(timer);
    this.elapsed = Math.max(this.elapsed, timer.at);
    timer.fire();
  }

  private start(action: () => void, milliseconds: number, owner = currentOwner()): Timer {
    const inContext = AsyncLocalStorage.bind(action);
    const timer: Timer = { at: this.elapsed + Math.max(milliseconds, 1), owner, fire: inContext };
    this.timers.add(timer);
    return timer;
  }

  private handle(action: () => void, milliseconds: number): object {
    const timer = this.start(action, milliseconds);
    const same = (): object => handle;
    const handle = { timer, ref: same, unref: same, hasRef: () => true };
    return handle;
  }

  private clear(handle: unknown): void {
    if (typeof handle === "object" && handle !== null && "timer" in handle) {
      this.timers.delete(handle.timer as Timer);
    }
  }

  private readonly sleep = (
    milliseconds = 0,
    value?: unknown,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        this.timers.delete(timer);
        reject(Object.assign(new Error("The operation was aborted"), { name: "AbortError", code: "ABORT_ERR" }));
      };
      const timer = this.start(() => {
        signal?.removeEventListener("abort", stop);
        resolve(value);
      }, milliseconds);
      if (signal?.aborted === true) {
        stop();
      } else {
        signal?.addEventListener("abort", stop, { once: true });
      }
    });

  private date(): DateConstructor {
    const now = (): number => this.startedAt + this.elapsed + this.wallOffset;
    return new Proxy(RealDate, {
      construct: (target, args, newTarget) =>
        Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
      get: (target, key, receiver): unknown => (key === "now" ? now : Reflect.get(target, key, receiver)),
    });
  }
}

/** Replaces a member of an object. @returns what puts it back */
function replace(place: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(place, name);
  Object.defineProperty(place, name, { value, configurable: true, writable: true });
  return () => {
    if (before === undefined) {
      Reflect.deleteProperty(place, name);
    } else {
      Object.defineProperty(place, name, before);
    }
  };
}
