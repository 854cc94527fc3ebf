import { present, type JsonObject } from "./json";

/** A refusal as Azure Resource Manager words it: status, code and text. Thrown by handlers, turned into an answer once. */
export class ArmError extends Error {
  override readonly name = "ArmError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: {
      readonly target?: string;
      readonly details?: readonly JsonObject[];
      readonly innerError?: JsonObject;
    } = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** The `error` member of the answer. */
  get error(): JsonObject {
    return present([
      ["code", this.code],
      ["message", this.message],
      ["target", this.details.target],
      ["details", this.details.details],
      ["innerError", this.details.innerError],
    ]);
  }
}
