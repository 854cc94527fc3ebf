import type { Wire } from "../../identity/wire";

/** What a user reads while a tool runs, and before it does. */
export interface ToolNotice {
  readonly progress: string;
  /** Asked by the editor before the tool runs; it may have been told never to ask. */
  readonly confirmation?: { readonly title: string; readonly message: string };
}

/** One tool that a language model can call. */
export interface AgentTool {
  /** Free of side effects. The input may be anything. */
  notice(input: Wire): ToolNotice;
  /** @returns what the model is told, as data @throws ToolError, AzureError, MutationError, PromptCancelled */
  run(input: Wire, signal: AbortSignal): Promise<object>;
}

/**
 * A tool cannot do what it was asked to, and the model can help it. The message is for the model alone, in English, and holds nothing of
 * anybody else's.
 */
export class ToolError extends Error {
  constructor(
    readonly reason:
      | "badInput"
      | "notListed"
      | "unknownPlan"
      | "expiredPlan"
      | "unknownChange"
      | "stillRunning"
      | "notUndoableHere"
      | "notInWorkspace",
    message: string,
  ) {
    super(message);
    this.name = "ToolError";
  }
}
