import { randomBytes, randomUUID } from "node:crypto";
import { type Clock } from "./clock";
import { present, type JsonObject } from "./json";
import { idKey } from "./resourceId";

export type OperationStatus = "InProgress" | "Succeeded" | "Failed" | "Canceled";

export interface Operation {
  readonly operationId: string;
  readonly resourceId: string;
  readonly startTime: number;
  endTime: number;
  status: OperationStatus;
  error: JsonObject | undefined;
  /** The signature that the polling URL carries; a changed URL is refused. */
  readonly signature: string;
}

/** What the end of an operation does to the resource. */
export interface Outcome {
  readonly succeed: () => void;
  /** Undoes what the start had shown already. */
  readonly fail: () => void;
}

interface Pending {
  readonly operation: Operation;
  readonly outcome: Outcome;
  readonly failure: JsonObject | undefined;
}

/**
 * Long-running operations (azure-behaviour section 2). No timers: what is due takes effect before the next request is
 * answered or the next look from the control interface, so that nothing depends on scheduling.
 */
export class Operations {
  readonly #all = new Map<string, Operation>();
  #pending: readonly Pending[] = [];
  #failNext: JsonObject | undefined;

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
      signature: randomBytes(255).toString("base64url"),
    };
    this.#all.set(operation.operationId, operation);
    this.#pending = [...this.#pending, { operation, outcome, failure: this.#failNext }];
    this.#failNext = undefined;
    return operation;
  }

  /** The next operation that starts will end as Failed with this error; `undefined` takes that back. */
  failNext(error: JsonObject | undefined): void {
    this.#failNext = error;
  }

  find(operationId: string): Operation | undefined {
    this.settle();
    return this.#all.get(operationId.toLowerCase());
  }

  running(resourceId: string): readonly Operation[] {
    this.settle();
    return this.#pending.map(({ operation }) => operation).filter((one) => idKey(one.resourceId) === idKey(resourceId));
  }

  /** Ends the running operations of a resource because a newer one takes over; their effect is left to the newer one. */
  preempt(resourceId: string, error: JsonObject): void {
    for (const operation of this.running(resourceId)) {
      this.#end(operation, "Canceled", error);
    }
    this.#pending = this.#pending.filter(({ operation }) => operation.status === "InProgress");
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
    for (const { operation, outcome, failure } of due.sort((a, b) => a.operation.endTime - b.operation.endTime)) {
      operation.status = failure === undefined ? "Succeeded" : "Failed";
      operation.error = failure;
      if (failure === undefined) {
        outcome.succeed();
      } else {
        outcome.fail();
      }
    }
  }

  #end(operation: Operation, status: OperationStatus, error: JsonObject): void {
    operation.status = status;
    operation.error = error;
    operation.endTime = this.clock.now();
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
