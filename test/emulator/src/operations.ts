import { randomBytes, randomUUID } from "node:crypto";
import { type Clock } from "./clock";
import { present, type JsonObject } from "./json";
import { idKey } from "./resourceId";
import { type FailedModel } from "./variants";

export type OperationStatus = "InProgress" | "Succeeded" | "Failed" | "Canceled";

export interface Operation {
  readonly operationId: string;
  readonly resourceId: string;
  readonly startTime: number;
  endTime: number;
  status: OperationStatus;
  error: JsonObject | undefined;
  /** What it has left on the resource; "keep" also where it succeeded. Undefined while it runs. */
  model: FailedModel | undefined;
  /** The signature that the polling URL carries; a changed URL is refused. */
  readonly signature: string;
}

/** What the end of an operation does to the resource. */
export interface Outcome {
  readonly succeed: () => void;
  /** Undoes what the start had shown already, or keeps it where that can be chosen. */
  readonly fail: (model: FailedModel) => void;
}

/** How an operation ends that does not succeed. */
export interface Ending {
  readonly status: "Failed" | "Canceled";
  readonly error: JsonObject;
  readonly model: FailedModel;
}

interface Pending {
  readonly operation: Operation;
  readonly outcome: Outcome;
  readonly ending: Ending | undefined;
}

/**
 * Long-running operations (docs/azure-behaviour.md#operations). No timers: what is due takes effect before the next request is
 * answered or the next look from the control interface, so that nothing depends on scheduling.
 */
export class Operations {
  readonly #all = new Map<string, Operation>();
  #pending: readonly Pending[] = [];
  #failNext: Ending | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly duration: () => number,
  ) {}

  start(resourceId: string, outcome: Outcome): Operation {
    const startTime = this.clock.now();
    const operation: Operation = {
      operationId: randomUUID(),
      resourceId,
      startTime,
      endTime: startTime + this.duration(),
      status: "InProgress",
      error: undefined,
      model: undefined,
      signature: randomBytes(255).toString("base64url"),
    };
    this.#all.set(operation.operationId, operation);
    this.#pending = [...this.#pending, { operation, outcome, ending: this.#failNext }];
    this.#failNext = undefined;
    return operation;
  }

  /** The next operation that starts will end so; `undefined` takes that back. */
  failNext(ending: Ending | undefined): void {
    this.#failNext = ending;
  }

  find(operationId: string): Operation | undefined {
    this.settle();
    return this.#all.get(operationId.toLowerCase());
  }

  running(resourceId: string): readonly Operation[] {
    this.settle();
    return this.#pending.map(({ operation }) => operation).filter((one) => idKey(one.resourceId) === idKey(resourceId));
  }

  /** Ends the running operations of a resource because a newer one takes over. Whether there were any. */
  preempt(resourceId: string, ending: Ending): boolean {
    const running = this.running(resourceId);
    const ended = this.#pending.filter(({ operation }) => running.includes(operation));
    this.#pending = this.#pending.filter(({ operation }) => !running.includes(operation));
    // The newest first: each takes back what it has done itself.
    for (const { operation, outcome } of ended.toReversed()) {
      operation.endTime = this.clock.now();
      this.#end(operation, outcome, ending);
    }
    return ended.length > 0;
  }

  /** Every running operation ends now. */
  finishAll(): void {
    for (const { operation } of this.#pending) {
      operation.endTime = this.clock.now();
    }
    this.settle();
  }

  settle(): void {
    const now = this.clock.now();
    const due = this.#pending.filter(({ operation }) => operation.endTime <= now);
    if (due.length === 0) {
      return;
    }
    this.#pending = this.#pending.filter(({ operation }) => operation.endTime > now);
    for (const { operation, outcome, ending } of due.sort((a, b) => a.operation.endTime - b.operation.endTime)) {
      if (ending === undefined) {
        operation.status = "Succeeded";
        operation.model = "keep";
        outcome.succeed();
      } else {
        this.#end(operation, outcome, ending);
      }
    }
  }

  #end(operation: Operation, outcome: Outcome, { status, error, model }: Ending): void {
    operation.status = status;
    operation.error = error;
    operation.model = model;
    outcome.fail(model);
  }
}

/** The polling body: `{startTime, endTime?, status, error?, name}`. */
export function operationBody(operation: Operation): JsonObject {
  const done = operation.status !== "InProgress";
  return present([
    ["startTime", wireTime(operation.startTime)],
    ["endTime", done ? wireTime(operation.endTime) : undefined],
    ["status", operation.status],
    ["error", operation.error],
    ["name", operation.operationId],
  ]);
}

function wireTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "0000+00:00");
}
