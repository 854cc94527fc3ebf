import * as vscode from "vscode";
import { isWire, member } from "../identity/wire";
import type { App } from "../ui/app";
import { withErrorBoundary } from "../ui/errorBoundary";

const PREFIX = "managedIdentities.";

/** The ids of the commands that the manifest contributes. */
function contributedCommands(manifest: unknown): readonly string[] {
  const contributes = isWire(manifest) ? member(manifest, "contributes") : undefined;
  const commands = isWire(contributes) ? member(contributes, "commands") : undefined;
  const ids = Array.isArray(commands) ? commands.map((each) => (isWire(each) ? each["command"] : undefined)) : [];
  return ids.filter((id): id is string => typeof id === "string" && id.startsWith(PREFIX));
}

/** Registers what the manifest contributes, each inside the error boundary. What they do is loaded when one is first called. */
export function registerCommands(app: App, manifest: unknown): vscode.Disposable {
  const registered = contributedCommands(manifest).map((id) =>
    vscode.commands.registerCommand(id, (...args: unknown[]) =>
      withErrorBoundary(app.log, async () => {
        const { commands } = await import("./commandTable");
        const run = commands[id.slice(PREFIX.length)];
        if (run === undefined) {
          throw new Error(`The command ${id} is contributed and not there.`);
        }
        await run(app, ...args);
      }),
    ),
  );
  return vscode.Disposable.from(...registered);
}
