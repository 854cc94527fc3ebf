import * as vscode from "vscode";
import type { App } from "../ui/app";
import { withErrorBoundary } from "../ui/errorBoundary";
import { assignUserAssigned } from "./assignUserAssigned";
import { copyChangeAs, showChangeAs } from "./copyChangeAs";
import { copyClientId, copyPrincipalId, copyResourceId } from "./copyId";
import { disableSystemAssigned } from "./disableSystemAssigned";
import { enableSystemAssigned } from "./enableSystemAssigned";
import { clearFilter, filter } from "./filter";
import { groupByKind, groupByResourceGroup } from "./group";
import { openInPortal } from "./openInPortal";
import { openSettings, openSubscriptionFilter } from "./openSettings";
import { refresh, refreshNode } from "./refresh";
import { removeAllIdentities } from "./removeAllIdentities";
import { removeAllUserAssigned } from "./removeAllUserAssigned";
import { removeUserAssigned } from "./removeUserAssigned";
import { showProperties } from "./showProperties";
import { signIn } from "./signIn";

type Command = (app: App, ...args: readonly unknown[]) => Promise<void>;

/** Every command by the end of its id. */
const commands: Readonly<Record<string, Command>> = {
  enableSystemAssigned,
  disableSystemAssigned,
  assignUserAssigned,
  removeUserAssigned,
  removeAllUserAssigned,
  removeAllIdentities,
  copyPrincipalId,
  copyClientId,
  copyResourceId,
  copyChangeAs,
  showChangeAs,
  openInPortal,
  showProperties,
  refresh,
  refreshNode,
  signIn,
  filter,
  clearFilter,
  groupByKind,
  groupByResourceGroup,
  openSettings,
  openSubscriptionFilter,
};

/** Registers every command, each inside the error boundary. */
export function registerCommands(app: App): vscode.Disposable {
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(`managedIdentities.${name}`, (...args: unknown[]) =>
      withErrorBoundary(app.log, () => run(app, ...args)),
    ),
  );
  return vscode.Disposable.from(...registered);
}
