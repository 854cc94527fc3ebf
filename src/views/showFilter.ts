import * as vscode from "vscode";
import type { TreeNode } from "../ui/nodes";
import { setViewMessage } from "../ui/shown/tree";
import type { TextFilter } from "../ui/textFilter";
import type { LiveTree } from "./liveTree";
import { openMatches } from "./openMatches";

/**
 * Says over a tree which filter is on, and opens its matches, so many levels deep. Where nothing matches, the welcome text says so: VS Code
 * shows none beside a message.
 */
export function showFilter<Node extends TreeNode>(
  filter: Pick<TextFilter<never>, "onDidChange" | "text">,
  tree: Pick<LiveTree<Node>, "find" | "onDidChangeTreeData"> & { readonly hidesAll: boolean },
  view: vscode.TreeView<Node>,
  levels: number,
): vscode.Disposable {
  let shown: string | undefined;
  const show = (): void => {
    const message = filter.text === "" || tree.hidesAll ? undefined : vscode.l10n.t("Filter: {0}", filter.text);
    if (message !== shown) {
      shown = message;
      setViewMessage(view, message);
    }
  };
  return vscode.Disposable.from(
    tree.onDidChangeTreeData(show),
    filter.onDidChange(() => {
      show();
      void openMatches(filter, tree, view, levels);
    }),
  );
}
