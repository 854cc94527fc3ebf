import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { ExtensionContext, TreeDataProvider } from "vscode";
import manifest from "../../package.json";
import { activate, deactivate } from "../../src/extension";
import { type Emulator, startEmulator } from "../emulator/src/emulator";
import { groups } from "../emulator/src/estate/groupSeeds";
import { computeId } from "../emulator/src/estate/machineSeeds";
import { trustCertificate } from "../emulator/src/trust";
import { coveredBy } from "./coverage";
import * as vscode from "./headlessVscode";

vi.mock("vscode", () => import("./headlessVscode"));
vi.mock("@microsoft/vscode-azext-utils", () => import("./headlessAzext"));

const machine = computeId(groups.data, "virtualMachines", "vm-etl-02");
const identity = "id-web-deploy";

interface Node {
  readonly id: string;
  readonly resourceId?: string;
}

let emulator: Emulator;
let folder: string;
const subscriptions: { dispose(): unknown }[] = [];

beforeAll(async () => {
  emulator = await startEmulator({});
  trustCertificate(emulator.certificatePem);
  folder = await mkdtemp(path.join(os.tmpdir(), "walk-"));
  vi.stubEnv("AZURE_TENANT_ID", emulator.credentials.tenantId);
  vi.stubEnv("AZURE_CLIENT_ID", emulator.credentials.clientId);
  vi.stubEnv("AZURE_CLIENT_SECRET", emulator.credentials.clientSecret);
  vscode.settings.set("managedIdentities.signIn", "environment");
  vscode.settings.set("managedIdentities.cloud.resourceManagerEndpoint", emulator.url);
  vscode.settings.set("managedIdentities.cloud.authority", emulator.url);
  const memento = { get: () => undefined, keys: () => [], update: () => Promise.resolve() };
  const context = {
    subscriptions,
    globalStorageUri: vscode.Uri.file(folder),
    extensionUri: vscode.Uri.file(path.resolve(".")),
    globalState: memento,
    workspaceState: memento,
    extension: { packageJSON: manifest, extensionKind: vscode.ExtensionKind.UI },
  };
  activate(context as unknown as ExtensionContext);
});

afterAll(async () => {
  await deactivate();
  for (const each of subscriptions) {
    each.dispose();
  }
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens a tree as far as a node. @returns that node, once it is listed */
async function openAsFarAs(tree: TreeDataProvider<Node>, isIt: (node: Node) => boolean): Promise<Node> {
  return await vi.waitUntil(
    async () => {
      const nodes = [...((await tree.getChildren()) ?? [])];
      for (const node of nodes) {
        await tree.getTreeItem(node);
        if (isIt(node)) {
          return node;
        }
        nodes.push(...((await tree.getChildren(node)) ?? []));
      }
      return undefined;
    },
    { timeout: 20_000 },
  );
}

it("right click, Assign, PATCH, tree", { timeout: 60_000 }, async () => {
  const tree = vscode.views.get("managedIdentities.resources") as TreeDataProvider<Node>;
  const isMachine = (node: Node): boolean => node.resourceId?.toLowerCase() === machine.toLowerCase();
  const node = await openAsFarAs(tree, isMachine);
  vscode.choices.push(new RegExp(`^${identity}$`), /^(?:\$\(check\) )?Apply/);
  const covered = await coveredBy(async () => {
    await vscode.commands.executeCommand("managedIdentities.assignUserAssigned", node);
    const children = (await tree.getChildren(node)) ?? [];
    for (const child of children) {
      await tree.getTreeItem(child);
    }
    expect(children.map(({ id }) => id).join()).toContain(identity);
  });
  const patches = emulator.control.requests().filter(({ method }) => method === "PATCH");
  expect(patches, vscode.messages.join("\n")).toHaveLength(1);
  const functions = [...covered.values()].reduce((sum, ran) => sum + ran.length, 0);
  const lines = [...covered].map(([file, ran]) => `  ${file}: ${ran.join(" ")}`).sort();
  if (process.env["WALK_LIST"] !== undefined) {
    process.stdout.write(`${lines.join("\n")}\n`);
  }
  process.stdout.write(`Walk (right click, Assign, PATCH, tree): ${covered.size} files, ${functions} functions\n`);
});
