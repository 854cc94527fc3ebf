import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import { MutationError } from "../../mutation/mutationError";
import { describeError, type ErrorLog, logError } from "../../ui/errorBoundary";
import { PromptCancelled } from "../../ui/prompts";
import { forDialog, forPlainLine } from "../../ui/shown/safeText";
import { type AgentTool, ToolError, type ToolNotice } from "./agentTool";
import { modelText } from "./modelText";
import { inputOf } from "./readInput";

/** A tool as VS Code calls it. It is made when it is first called. */
export function languageModelTool(log: ErrorLog, load: () => Promise<AgentTool>): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: async ({ input }) => preparedInvocation((await load()).notice(inputOf(input))),
    invoke: async ({ input, tokenizationOptions }, token) => {
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() => {
        abort.abort();
      });
      if (token.isCancellationRequested) {
        abort.abort();
      }
      try {
        const tool = await load();
        const answer = await tool.run(inputOf(input), abort.signal);
        const text = modelText(answer, tokenizationOptions?.tokenBudget);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      } catch (error) {
        throw abort.signal.aborted ? new vscode.CancellationError() : errorForModel(error, log);
      } finally {
        listening.dispose();
      }
    },
  };
}

/** The texts are this extension's own, with numbers in them: a chat draws them as Markdown, a dialog as they are. */
function preparedInvocation({ progress, confirmation }: ToolNotice): vscode.PreparedToolInvocation {
  return {
    invocationMessage: progress,
    ...(confirmation && {
      confirmationMessages: { title: forPlainLine(confirmation.title), message: forDialog(confirmation.message) },
    }),
  };
}

/** What a model is told of an error: words of this extension, with what others have written in them marked and cut. */
function errorForModel(error: unknown, log: ErrorLog): Error {
  if (error instanceof ToolError) {
    return new Error(error.message);
  }
  if (error instanceof PromptCancelled || AzureError.is(error, "cancelled")) {
    return new vscode.CancellationError();
  }
  logError(error, log);
  const { what, meaning, advice } = describeError(error);
  const isKnown = AzureError.is(error) || error instanceof MutationError;
  return new Error(isKnown ? modelText({ error: what, meaning, advice }) : modelText({ error: what }));
}
