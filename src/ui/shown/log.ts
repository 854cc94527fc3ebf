import * as vscode from "vscode";
import { forLog } from "./safeText";

const LEVELS = ["trace", "debug", "info", "warn", "error"] as const;

/** The log of the extension. No text in it can look like another entry. */
export function createLog(name: string): vscode.LogOutputChannel {
  const channel = vscode.window.createOutputChannel(name, { log: true });
  const log = Object.create(channel) as vscode.LogOutputChannel;
  for (const level of LEVELS) {
    Object.defineProperty(log, level, {
      value: (message: string | Error) => {
        channel[level](forLog(message instanceof Error ? (message.stack ?? message.message) : message));
      },
    });
  }
  return log;
}
