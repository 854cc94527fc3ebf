import * as vscode from "vscode";
import { armLanguage } from "./documents/arm/armLanguage";
import { bicepLanguage } from "./documents/bicep/bicepLanguage";
import { terraformLanguage } from "./documents/terraform/terraformLanguage";
import type { CommandTable } from "./features/command";
import { registerCommands } from "./features/registerCommands";
import { register as registerTemplates } from "./features/templates/register";
import { withoutAzure } from "./features/templates/withoutAzure";
import { ContextKey } from "./ui/contextKey";
import { createLog } from "./ui/shown/log";
import { notifyInformation } from "./ui/shown/messages";

/** The composition root of the web extension: documents only. A web worker has no Node, and signs in nowhere. */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog(vscode.l10n.t("Managed Identities"));
  const terraform = terraformLanguage({
    read: async (file) => await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", file)),
  });
  const languages = [armLanguage, bicepLanguage, terraform];
  const templates = registerTemplates(context.workspaceState, languages, withoutAzure(log));
  const { editTemplateIdentities, openExampleTemplate } = templates.commands;
  const commands = { editTemplateIdentities, openExampleTemplate } as CommandTable;
  new ContextKey("managedIdentities.documentsOnly").set(true);
  context.subscriptions.push(
    log,
    registerCommands(log, commands, context.extension.packageJSON, tellMissing),
    templates.disposable,
  );
}

async function tellMissing(): Promise<void> {
  await notifyInformation(
    vscode.l10n.t(
      "In a browser, only the editing of templates is available. To work with Azure, open this folder in VS Code on your computer or on a server.",
    ),
  );
}
