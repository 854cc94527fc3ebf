import * as vscode from "vscode";
import type { AzLoginDeps } from "./deps";
import { refresh } from "./refresh";
import { notifyInformation } from "../../ui/shown/messages";
import { azLoginCommand } from "../../ui/words/notSignedIn";

const TERMINAL_NAME = "az login";

/**
 * Opens a terminal with `az login` typed, which the user runs. `tenantId` may name the tenant to sign in to. The views are listed anew
 * when it has succeeded, where VS Code can tell, and when the terminal is closed.
 */
export async function runAzLogin(deps: AzLoginDeps, tenantId?: unknown): Promise<void> {
  const command = azLoginCommand(typeof tenantId === "string" ? tenantId : undefined);
  if (deps.runsOnUserSide && vscode.env.remoteName !== undefined) {
    await tellToRunLocally(command);
    return;
  }
  const open = vscode.window.terminals.find(
    ({ name, exitStatus }) => name === TERMINAL_NAME && exitStatus === undefined,
  );
  const terminal = open ?? vscode.window.createTerminal({ name: TERMINAL_NAME });
  terminal.show();
  if (open === undefined) {
    terminal.sendText(command, false);
    refreshAfterwards(deps, terminal);
  }
}

/** The terminals of a remote window are on the remote machine, the Azure CLI that is asked for tokens is on the user's. */
async function tellToRunLocally(command: string): Promise<void> {
  const copy = vscode.l10n.t("Copy Command");
  const text = vscode.l10n.t(
    "This extension runs on your computer, not on the remote machine. Run {0} in a terminal on your computer, then refresh.",
    command,
  );
  if ((await notifyInformation(text, copy)) === copy) {
    await vscode.env.clipboard.writeText(command);
  }
}

function refreshAfterwards(deps: AzLoginDeps, terminal: vscode.Terminal): void {
  const listeners = vscode.Disposable.from(
    vscode.window.onDidEndTerminalShellExecution(({ terminal: ended, exitCode, execution }) => {
      if (ended === terminal && exitCode === 0 && execution.commandLine.value.trim().startsWith("az login")) {
        void refresh(deps);
      }
    }),
    vscode.window.onDidCloseTerminal((closed) => {
      if (closed === terminal) {
        listeners.dispose();
        void refresh(deps);
      }
    }),
  );
}
