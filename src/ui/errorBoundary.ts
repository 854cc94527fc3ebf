import * as vscode from "vscode";
import { AzureError } from "../azure/azureError";
import { MutationError } from "../mutation/mutationError";
import { PromptCancelled } from "./prompts";
import { StoppedAfter } from "./stoppedAfter";
import { describeCause, describeFailure } from "./words/failure";
import type { FailureWords } from "./words/failureWords";
import { mayBeWritten } from "./words/written";
import { notifyError, notifyWarning } from "./shown/messages";
import { describeRefusal } from "./words/refusal";

/** Where errors are kept, and shown to whoever asks for details. */
export type ErrorLog = Pick<vscode.LogOutputChannel, "error" | "show">;

/** Whether an error only says that the user has changed their mind. */
function isCancellation(error: unknown): boolean {
  return error instanceof PromptCancelled || (AzureError.is(error, "cancelled") && !error.failure.sent);
}

function describeUnexpected(error: unknown): FailureWords {
  return {
    what: vscode.l10n.t("An unexpected error occurred."),
    meaning: error instanceof Error ? error.message : String(error),
    advice: vscode.l10n.t("See the log for details."),
  };
}

/** What an earlier step has written stays, so that "nothing was written" would be wrong. */
function describeStopped({ done, failure }: StoppedAfter): FailureWords {
  const known = AzureError.is(failure) ? failure : undefined;
  // The advice about anything else says only that nothing was changed.
  const words = known === undefined ? { ...describeError(failure), advice: "" } : describeCause(known);
  const rest =
    known !== undefined && mayBeWritten(known)
      ? vscode.l10n.t("Other changes might have been made.")
      : vscode.l10n.t("No other changes were made.");
  return { ...words, meaning: [words.meaning, done, rest].filter((part) => part !== "").join(" ") };
}

/** Any error in words for people. */
export function describeError(error: unknown): FailureWords {
  if (error instanceof StoppedAfter) {
    return describeStopped(error);
  }
  if (AzureError.is(error)) {
    return describeFailure(error);
  }
  if (error instanceof MutationError) {
    return describeRefusal(error.refusal);
  }
  return describeUnexpected(error);
}

function logged(error: unknown): string {
  if (error instanceof StoppedAfter) {
    return `${error.done} ${logged(error.failure)}`;
  }
  if (AzureError.is(error)) {
    const { status, code, message, correlationId } = error.answer ?? {};
    const parts = [error.failure.reason, status, code, message, correlationId];
    return parts.filter((part) => part !== undefined).join(" | ");
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Keeps an error for whoever looks into it later. */
export function logError(error: unknown, log: Pick<ErrorLog, "error">): void {
  log.error(logged(error));
}

/** Shows an error: what happened, what it means, what to do, and the service's own message at hand. Does not wait for the user. */
export function showError(error: unknown, log: ErrorLog): void {
  if (isCancellation(error)) {
    return;
  }
  if (error instanceof StoppedAfter && isCancellation(error.failure)) {
    void notifyWarning(error.done);
    return;
  }
  const { what, meaning, advice, action } = describeError(error);
  logError(error, log);
  const details = vscode.l10n.t("Show Details");
  const buttons = action ? [action.title, details] : [details];
  const text = [what, meaning, advice].filter((part) => part !== "").join(" ");
  const notify = AzureError.is(error, "cancelled") ? notifyWarning : notifyError;
  void notify(text, ...buttons).then(async (button) => {
    if (button === details) {
      log.show(true);
    } else if (button !== undefined && action) {
      await vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
    }
  });
}

/** The one place where errors of commands end. */
export async function withErrorBoundary(log: ErrorLog, body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    showError(error, log);
  }
}
