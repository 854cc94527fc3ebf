import * as vscode from "vscode";
import { isWire, member } from "../identity/wire";
import { type ErrorLog, withErrorBoundary } from "../ui/errorBoundary";
import type { CommandTable } from "./command";

const PREFIX = "managedIdentities.";

function failMissing(id: string): Promise<void> {
  return Promise.reject(new Error(`The command ${id} is contributed and not there.`));
}

/** The IDs of the commands that the manifest contributes. */
function contributedCommands(manifest: unknown): readonly string[] {
  const contributes = isWire(manifest) ? member(manifest, "contributes") : undefined;
  const commands = isWire(contributes) ? member(contributes, "commands") : undefined;
  const ids = Array.isArray(commands) ? commands.map((each) => (isWire(each) ? each["command"] : undefined)) : [];
  return ids.filter((id): id is string => typeof id === "string" && id.startsWith(PREFIX));
}

/**
 * Registers the commands that the manifest contributes, each inside the error boundary.
 * @param missing what those do that are not in the table
 */
export function registerCommands(
  log: ErrorLog,
  commands: CommandTable,
  manifest: unknown,
  missing: (id: string) => Promise<void> = failMissing,
): vscode.Disposable {
  const registered = contributedCommands(manifest).map((id) =>
    vscode.commands.registerCommand(id, (...args: unknown[]) =>
      withErrorBoundary(log, async () => {
        const run = commands[id.slice(PREFIX.length)];
        await (run === undefined ? missing(id) : run(...args));
      }),
    ),
  );
  return vscode.Disposable.from(...registered);
}
