import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
let outdir: string;

/** What a web worker has, and nothing of Node. */
const workerGlobals = {
  AbortController,
  AbortSignal,
  MessageChannel,
  TextDecoder,
  TextEncoder,
  URL,
  // What `vscode` hands over is of the worker's own kind.
  Uint8Array,
  clearTimeout,
  console,
  performance,
  queueMicrotask,
  setTimeout,
  structuredClone,
};

interface LensProvider {
  provideCodeLenses(
    document: object,
    token: object,
  ): Promise<readonly { readonly command?: { readonly title: string } }[]>;
}

class Emitter {
  readonly event = () => ({ dispose: () => undefined });
  readonly fire = () => undefined;
  readonly dispose = () => undefined;
}

class Values {
  [name: string]: unknown;
}

class Lens {
  constructor(
    readonly range: unknown,
    readonly command: unknown,
  ) {}
}

/** A window with some documents open, whose lenses can be asked for. */
function openWindow(texts: Readonly<Record<string, string>>) {
  const disposable = { dispose: () => undefined };
  const happens = () => disposable;
  const documents = Object.entries(texts).map(([name, text]) => documentOf(name, text));
  const provided: LensProvider[] = [];
  const errors: string[] = [];
  const idle = (known: object): object =>
    new Proxy(known, { get: (target, name) => (name in target ? (Reflect.get(target, name) as unknown) : happens) });
  const vscode = {
    CodeActionKind: { QuickFix: {}, RefactorRewrite: {}, Empty: {} },
    CodeActionTriggerKind: { Automatic: 2 },
    CodeLens: Lens,
    CompletionItemKind: {},
    ConfigurationTarget: { Global: 1 },
    Diagnostic: Values,
    DiagnosticSeverity: { Error: 0, Warning: 1 },
    DiagnosticTag: { Deprecated: 2 },
    Disposable: Object.assign(
      class {
        dispose = () => undefined;
      },
      { from: happens },
    ),
    EventEmitter: Emitter,
    FileType: { File: 1, Directory: 2 },
    MarkdownString: Values,
    Position: Values,
    ProgressLocation: { Notification: 15 },
    QuickInputButtons: {},
    QuickPickItemKind: {},
    Range: Values,
    Uri: {
      joinPath: ({ path: base }: { path: string }, ...parts: readonly string[]) => ({
        path: path.join(base, ...parts),
      }),
      parse: (text: string) => ({ path: text }),
    },
    commands: idle({ executeCommand: () => Promise.resolve() }),
    env: { language: "en" },
    extensions: { getExtension: () => undefined },
    l10n: { t: (text: string) => text },
    languages: idle({
      createDiagnosticCollection: () => idle({ dispose: () => undefined }),
      match: (filters: readonly { readonly language?: string }[], { languageId }: { languageId: string }) =>
        [filters].flat().some(({ language }) => language === languageId) ? 10 : 0,
      registerCodeLensProvider: (_: unknown, provider: LensProvider) => {
        provided.push(provider);
        return disposable;
      },
    }),
    window: idle({
      activeTextEditor: undefined,
      visibleTextEditors: [],
      createOutputChannel: () => idle({ error: (text: string) => errors.push(text) }),
      showErrorMessage: (text: string) => {
        errors.push(text);
        return Promise.resolve(undefined);
      },
    }),
    workspace: idle({
      textDocuments: documents,
      createFileSystemWatcher: () => idle({ dispose: () => undefined }),
      workspaceFolders: [],
      fs: {
        isWritableFileSystem: () => true,
        readDirectory: () => Promise.resolve([]),
        readFile: (uri: { path: string }) => Promise.resolve(new Uint8Array(readFileSync(uri.path))),
      },
      getConfiguration: () => ({ get: () => undefined, inspect: () => undefined }),
      getWorkspaceFolder: () => undefined,
    }),
  };
  return { vscode, documents, provided, errors };
}

function documentOf(name: string, text: string) {
  const lines = text.split("\n");
  return {
    uri: { scheme: "memfs", path: `/${name}`, toString: () => `memfs:/${name}` },
    fileName: name,
    languageId: { json: "json", bicep: "bicep", tf: "terraform" }[name.split(".").at(-1) ?? ""] ?? "",
    version: 1,
    isClosed: false,
    isUntitled: false,
    lineCount: lines.length,
    lineAt: (line: number) => ({ text: lines[line] }),
    getText: () => text,
    positionAt: (offset: number) => ({ line: text.slice(0, offset).split("\n").length - 1, character: 0 }),
  };
}

/** Runs the built web extension as a worker does: one file, `vscode`, and no Node. */
function activate(vscode: object): void {
  const file = path.join(outdir, "browser.js");
  const module = { exports: {} as { activate?: (context: object) => void } };
  const requested = (name: string): object => {
    if (name !== "vscode") {
      throw new Error(`${name} is not there in a browser.`);
    }
    return vscode;
  };
  const context = vm.createContext({ ...workerGlobals });
  vm.runInContext("globalThis.self = globalThis", context);
  const run = vm.runInContext(`(function (module, exports, require) {${readFileSync(file, "utf8")}\n})`, context, {
    filename: file,
  }) as (...args: readonly unknown[]) => void;
  run(module, module.exports, requested);
  module.exports.activate?.({
    subscriptions: [],
    extensionUri: { path: path.dirname(outdir) },
    extension: { packageJSON: JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as unknown },
    workspaceState: { get: () => undefined, update: () => Promise.resolve() },
  });
}

describe("the web extension", () => {
  beforeAll(() => {
    const folder = mkdtempSync(path.join(tmpdir(), "browser-bundle-"));
    outdir = path.join(folder, "dist");
    execFileSync(process.execPath, ["esbuild.mjs", "--production", `--outdir=${outdir}`], { cwd: root });
  });

  afterAll(() => {
    rmSync(path.dirname(outdir), { recursive: true, force: true });
  });

  it("is what the manifest names, and holds no SDK and no sign-in", () => {
    const { browser } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { browser: string };
    expect(browser).toBe("./dist/browser.js");
    const text = readFileSync(path.join(outdir, "browser.js"), "utf8");
    const traces = ["api%2Dversion", "azsdk-js", "DefaultAzureCredential", "registerUIExtensionVariables"];
    expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
    expect(statSync(path.join(outdir, "browser.js")).size).toBeLessThan(600 * 1024);
  });

  it("reads ARM templates, Bicep and Terraform where nothing of Node is there", async () => {
    const { vscode, documents, provided, errors } = openWindow({
      "main.json": JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.Compute/virtualMachines",
            apiVersion: "2024-03-01",
            name: "vm",
            identity: { type: "SystemAssigned" },
          },
        ],
      }),
      "main.bicep": `resource vm 'Microsoft.Compute/virtualMachines@2024-03-01' = {\n  name: 'vm'\n  identity: {\n    type: 'SystemAssigned'\n  }\n}\n`,
      "main.tf": `resource "azurerm_linux_virtual_machine" "vm" {\n  identity {\n    type = "SystemAssigned"\n  }\n}\n`,
    });
    activate(vscode);
    await expect.poll(() => [provided.length, errors]).toEqual([1, []]);
    for (const document of documents) {
      const lenses = await provided[0]?.provideCodeLenses(document, { isCancellationRequested: false });
      expect([document.fileName, lenses?.map(({ command }) => command?.title)]).toEqual([
        document.fileName,
        ["Identity: {0}", "Edit identities..."],
      ]);
    }
    expect(errors).toEqual([]);
  });
});
