import * as vscode from "vscode";
import { gitHubRepository } from "./gitRemote";

/** More than a configuration of Git ever is. */
const MOST_BYTES = 256 * 1024;

async function readConfig(folder: vscode.Uri): Promise<string> {
  const file = vscode.Uri.joinPath(folder, ".git", "config");
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return size > MOST_BYTES ? "" : new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    // Most folders are no repository.
    return "";
  }
}

/** The repository on GitHub that a folder of the workspace is a clone of, as organization/repository. */
export async function workspaceRepository(): Promise<string | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const repository = gitHubRepository(await readConfig(uri));
    if (repository !== undefined) {
      return repository;
    }
  }
  return undefined;
}
