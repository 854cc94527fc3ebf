import type { TreeItem } from "vscode";
import { vi } from "vitest";
import type { TreeNode } from "../../../src/ui/nodes";

interface Tree<Node> {
  readonly onDidChangeTreeData: (listener: (nodes: Node[] | undefined) => void) => unknown;
  getChildren(node?: Node): Promise<Node[]>;
  getTreeItem(node: Node): TreeItem;
}

interface Line {
  readonly id: string;
  readonly depth: number;
  readonly text: string;
}

/** Shows a tree as VS Code does, with everything opened, and keeps what the tree has it draw again. */
export class FakeWindow<Node extends TreeNode> {
  /** The last parts of the ids of what was drawn again, each time; `all` for the whole tree. */
  drawnAgain: (readonly string[] | "all")[] = [];
  private lines: readonly Line[] = [];
  private stale: (readonly Node[] | "all")[] = [];

  constructor(private readonly tree: Tree<Node>) {
    tree.onDidChangeTreeData((nodes) => {
      this.drawnAgain.push(nodes?.map(({ id }) => id.split("/").at(-1) ?? id) ?? "all");
      this.stale.push(nodes ?? "all");
    });
  }

  /** Takes what was to be drawn again for drawn, as a window does that keeps an answer that came late. */
  forget(): void {
    this.stale = [];
  }

  /** What is on the screen, each line with its indent. */
  get screen(): string[] {
    return this.lines.map(({ depth, text }) => "  ".repeat(depth) + text);
  }

  /** Asks for the roots and for everything below them. */
  async open(): Promise<void> {
    this.lines = await this.draw(undefined, 0);
  }

  /** Lets whatever is under way come to its end, and asks again for what was to be drawn again, and for nothing else. */
  async settle(): Promise<void> {
    await vi.advanceTimersByTimeAsync(1000);
    while (this.stale.length > 0) {
      for (const nodes of this.stale.splice(0)) {
        await (nodes === "all" ? this.open() : this.replace(nodes));
      }
      await vi.advanceTimersByTimeAsync(1000);
    }
  }

  private async replace(nodes: readonly Node[]): Promise<void> {
    for (const node of nodes) {
      const start = this.lines.findIndex(({ id }) => id === node.id);
      const depth = this.lines[start]?.depth;
      if (depth !== undefined) {
        const next = this.lines.findIndex((line, index) => index > start && line.depth <= depth);
        const rest = next < 0 ? [] : this.lines.slice(next);
        this.lines = [...this.lines.slice(0, start), ...(await this.drawOne(node, depth)), ...rest];
      }
    }
  }

  private async draw(parent: Node | undefined, depth: number): Promise<Line[]> {
    const lines: Line[] = [];
    for (const node of await this.tree.getChildren(parent)) {
      lines.push(...(await this.drawOne(node, depth)));
    }
    return lines;
  }

  private async drawOne(node: Node, depth: number): Promise<Line[]> {
    const { label, description } = this.tree.getTreeItem(node);
    const text = [label, description]
      .filter((part): part is string => typeof part === "string" && part !== "")
      .join(": ");
    return [{ id: node.id, depth, text }, ...(await this.draw(node, depth + 1))];
  }
}
