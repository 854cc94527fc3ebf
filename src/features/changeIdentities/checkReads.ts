import type * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import type { ChangePipeline } from "../../mutation/changePipeline";

/** What the reads of a check work with. */
export interface CheckReadDeps {
  readonly changes: Pick<ChangePipeline, "beforeRead">;
  readonly log: Pick<vscode.LogOutputChannel, "debug">;
}

/** The reads of a check that is good to have and hinders nothing: what cannot be read is left out. */
export class CheckReads {
  /**
   * @param what is read, for the log
   * @param leavesOut whether an error only leaves out what was to be read: by default every one but a cancellation, which ends the check
   */
  constructor(
    private readonly deps: CheckReadDeps,
    private readonly what: string,
    private readonly signal: AbortSignal,
    private readonly leavesOut: (error: unknown) => boolean = (error) => !AzureError.is(error, "cancelled"),
  ) {}

  /** Reads within what Azure allows of a subscription. @throws what does not merely leave something out */
  read<Value>(subscription: Subscription, task: () => Promise<Value>): Promise<Value | undefined> {
    return this.orNothing(async () => {
      await this.deps.changes.beforeRead(subscription, this.signal);
      return await task();
    });
  }

  /** The same for what is of no subscription. */
  async orNothing<Value>(task: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await task();
    } catch (error) {
      if (!this.leavesOut(error)) {
        throw error;
      }
      this.deps.log.debug(`${this.what} could not be read: ${String(error)}`);
      return undefined;
    }
  }
}
