import * as vscode from "vscode";
import type { DocumentLanguage, RelatedDocument, RelatedFilter, Surroundings } from "../../documents/documentLanguage";

/** More files than this are not read with a document, nor longer ones: what they say is unknown then. */
const MOST_FILES = 100;
const LONGEST_BYTES = 2_000_000;

/** So many folders above a document are looked at where no workspace folder ends the way. */
const MOST_ABOVE = 32;

/** So deep below its folder. */
const MOST_BELOW = 3;

type Listing = readonly (readonly [name: string, type: vscode.FileType])[];

function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}

/** The document that a path of a related one stands for. */
export function relatedUri(document: vscode.TextDocument, path: string): vscode.Uri {
  return vscode.Uri.joinPath(folderOf(document.uri), path);
}

function byPath(left: RelatedDocument, right: RelatedDocument): number {
  return left.path < right.path ? -1 : Number(left.path > right.path);
}

/** Whether two surroundings say the same. */
export function sameSurroundings(left: Surroundings | undefined, right: Surroundings | undefined): boolean {
  return (
    left === right ||
    (left !== undefined &&
      right !== undefined &&
      left.path === right.path &&
      left.related.length === right.related.length &&
      left.related.every(({ path, text }, index) => {
        const other = right.related[index];
        return path === other?.path && text === other.text;
      }))
  );
}

/**
 * Finds the documents that are read with others: as they are in an editor, or else as they are on disk. What the watchers of the workspace
 * tell about is read once.
 */
export class RelatedDocuments implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listening: vscode.Disposable;
  private readonly endings: readonly string[];
  private readonly listings = new Map<string, Promise<Listing>>();
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private readonly edited = new Set<string>();
  private count = 0;

  /** Fires where one of them has come, gone or changed. */
  readonly onDidChange = this.changed.event;

  constructor(languages: readonly DocumentLanguage[]) {
    this.endings = [...new Set(languages.flatMap(({ related = [] }) => related.map(({ ending }) => ending)))];
    const watchers = this.endings.map((ending) => vscode.workspace.createFileSystemWatcher(`**/*${ending}`));
    const onDisk = () => {
      this.listings.clear();
      this.texts.clear();
      this.forget();
    };
    this.listening = vscode.Disposable.from(
      this.changed,
      ...watchers,
      ...watchers.flatMap((each) => [each.onDidCreate(onDisk), each.onDidDelete(onDisk), each.onDidChange(onDisk)]),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        // What was not saved is gone.
        if (this.edited.delete(uri.toString())) {
          this.forget();
        }
      }),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
        if (contentChanges.length > 0 && this.isRelated(uri)) {
          this.edited.add(uri.toString());
          this.forget();
        }
      }),
    );
  }

  /** Stays the same for as long as none of them has changed. */
  get stamp(): number {
    return this.count;
  }

  /** What is around a document now; undefined where its language does not look around, or nothing can be there. */
  async around(document: vscode.TextDocument, { related }: DocumentLanguage): Promise<Surroundings | undefined> {
    if (related === undefined || document.isUntitled) {
      return undefined;
    }
    const { path } = document.uri;
    const paths = new Set<string>();
    for (const filter of related) {
      for (const each of await this.find(document, filter)) {
        paths.add(each);
      }
    }
    paths.delete(path.slice(path.lastIndexOf("/") + 1));
    const found = await Promise.all(
      [...paths].slice(0, MOST_FILES).map(async (each): Promise<RelatedDocument[]> => {
        const text = await this.text(relatedUri(document, each));
        return text === undefined ? [] : [{ path: each, text }];
      }),
    );
    return { path, related: found.flat().sort(byPath) };
  }

  dispose(): void {
    this.listening.dispose();
    this.listings.clear();
    this.texts.clear();
  }

  private async find(document: vscode.TextDocument, { ending, where }: RelatedFilter): Promise<readonly string[]> {
    const folder = folderOf(document.uri);
    switch (where) {
      case "folder":
        return await this.below(folder, "", ending, 0);
      case "below":
        return await this.below(folder, "", ending, MOST_BELOW);
      case "above":
        return await this.above(folder, ending);
    }
  }

  private async below(folder: vscode.Uri, path: string, ending: string, depth: number): Promise<readonly string[]> {
    const listing = await this.list(folder);
    const files = listing
      .filter(([name, type]) => (type & vscode.FileType.File) !== 0 && name.endsWith(ending))
      .map(([name]) => path + name);
    // What a link leads to may lead back.
    const folders = listing.filter(([name, type]) => type === vscode.FileType.Directory && !isSetAside(name));
    for (const [name] of depth > 0 ? folders : []) {
      if (files.length >= MOST_FILES) {
        break;
      }
      const uri = vscode.Uri.joinPath(folder, name);
      files.push(...(await this.below(uri, `${path}${name}/`, ending, depth - 1)));
    }
    return files;
  }

  private async above(start: vscode.Uri, ending: string): Promise<readonly string[]> {
    const top = vscode.workspace.getWorkspaceFolder(start)?.uri.toString();
    let folder = start;
    for (let path = "", count = 0; count < MOST_ABOVE; path += "../", count++) {
      const found = await this.below(folder, path, ending, 0);
      if (found.length > 0) {
        return found.slice(0, 1);
      }
      const next = folderOf(folder);
      if (folder.toString() === top || next.path === folder.path) {
        break;
      }
      folder = next;
    }
    return [];
  }

  private async list(folder: vscode.Uri): Promise<Listing> {
    return await this.once(this.listings, folder, async () => {
      try {
        return await vscode.workspace.fs.readDirectory(folder);
      } catch {
        // A folder that cannot be listed shows nothing that could be read with a document.
        return [];
      }
    });
  }

  private async text(uri: vscode.Uri): Promise<string | undefined> {
    const key = uri.toString();
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
    if (open !== undefined) {
      return open.getText();
    }
    return await this.once(this.texts, uri, async () => {
      try {
        const { size } = await vscode.workspace.fs.stat(uri);
        return size > LONGEST_BYTES ? undefined : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      } catch {
        return undefined;
      }
    });
  }

  /** Nobody tells of changes outside the workspace: what is there is read anew each time. */
  private once<T>(known: Map<string, Promise<T>>, uri: vscode.Uri, read: () => Promise<T>): Promise<T> {
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) {
      return read();
    }
    const key = uri.toString();
    const value = known.get(key) ?? read();
    known.set(key, value);
    return value;
  }

  private isRelated({ path }: vscode.Uri): boolean {
    return this.endings.some((ending) => path.endsWith(ending));
  }

  private forget(): void {
    this.count++;
    this.changed.fire();
  }
}

/** Folders of tools, which hold no files of an author. */
function isSetAside(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}
