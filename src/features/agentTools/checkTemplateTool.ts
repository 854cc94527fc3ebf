import * as vscode from "vscode";
import type { Wire } from "../../identity/wire";
import { type AgentTool, ToolError } from "./agentTool";
import type { CheckDocument } from "./deps";
import { textOf } from "./readInput";

/** Checks a file of the workspace: what is wrong with its identities, and what it would change at live resources. */
export class CheckTemplateTool implements AgentTool {
  constructor(private readonly check: CheckDocument) {}

  notice() {
    return { progress: vscode.l10n.t("Checking the identities of a template") };
  }

  async run(input: Wire, signal: AbortSignal): Promise<object> {
    const path = textOf(input, "path");
    return { file: path, ...(await this.check(await uriOf(path), signal)) };
  }
}

/**
 * The file that is meant, where the user can see it: it lies in a folder of the workspace, or is open.
 * @throws ToolError `notInWorkspace`
 */
async function uriOf(path: string): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(path);
  const isAbsolute = /^(?:\/|[a-z]:[\\/])/i.test(path);
  const candidates = isAddress
    ? [vscode.Uri.parse(path)]
    : isAbsolute
      ? [vscode.Uri.file(path), ...folders.map(({ uri }) => uri.with({ path: path.replaceAll("\\", "/") }))]
      : folders.map(({ uri }) => vscode.Uri.joinPath(uri, path.replaceAll("\\", "/")));
  for (const uri of candidates.filter(isVisible)) {
    if (isOpen(uri) || (await isFile(uri))) {
      return uri;
    }
  }
  throw new ToolError("notInWorkspace", "No such file is open or in a folder of the workspace.");
}

const isOpen = (uri: vscode.Uri): boolean =>
  vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());

const isVisible = (uri: vscode.Uri): boolean => vscode.workspace.getWorkspaceFolder(uri) !== undefined || isOpen(uri);

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    // What cannot be looked at is not there for us.
    return false;
  }
}
