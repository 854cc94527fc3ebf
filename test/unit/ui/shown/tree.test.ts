import { EventEmitter, type TreeDataProvider, TreeItem } from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createTree, type TreeContent, treeItem } from "../../../../src/ui/shown/tree";

const window = vi.hoisted(() => ({ createTreeView: vi.fn() }));
vi.mock("vscode", async () => ({ ...(await import("../../views/fakeVscode")), window }));

beforeEach(() => {
  window.createTreeView.mockReset();
});

/** What VS Code is handed for a tree of these items. */
function shownOf(items: Readonly<Record<string, TreeItem>>): TreeDataProvider<string> {
  const content: TreeContent<string> = {
    onDidChangeTreeData: new EventEmitter<string[] | undefined>().event,
    getTreeItem: (node) => items[node] ?? treeItem(""),
    getChildren: (node) => (node === undefined ? Object.keys(items) : []),
    getParent: () => undefined,
  };
  createTree("view", content, { canSelectMany: true });
  const [id, options] = window.createTreeView.mock.calls[0] as [string, { treeDataProvider: TreeDataProvider<string> }];
  expect([id, options]).toMatchObject(["view", { canSelectMany: true, showCollapseAll: true }]);
  return options.treeDataProvider;
}

describe("a tree", () => {
  it("shows every text of its items letter by letter, whoever made them", async () => {
    const hostile = treeItem("vm\u200b1");
    hostile.description = "rg\u202eb";
    hostile.tooltip = "two\nlines\0";
    hostile.accessibilityInformation = { label: "a\u2066b", role: "treeitem" };
    const provider = shownOf({ hostile });
    expect(await provider.getChildren()).toEqual(["hostile"]);
    expect(await provider.getTreeItem("hostile")).toMatchObject({
      label: "vm\\u200b1",
      description: "rg\\u202eb",
      tooltip: "two\nlines\\u0000",
      accessibilityInformation: { label: "a\\u2066b", role: "treeitem" },
    });
  });

  it("leaves alone what an item does not have", async () => {
    const item = await shownOf({ plain: treeItem("vm1") }).getTreeItem("plain");
    expect(item).toEqual(new TreeItem("vm1"));
  });
});
