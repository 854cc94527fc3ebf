import type { TreeNode } from "../ui/nodes";

/** The nodes of one tree as VS Code knows them: it tells nodes apart by reference, and asks for parents. */
export class NodeMemory<Node extends TreeNode> {
  private readonly nodes = new Map<string, Node>();
  private readonly parents = new Map<string, Node | undefined>();

  /** Hands out for each id the same object as before, so that a later change can name it. */
  remember(parent: Node | undefined, children: readonly Node[]): Node[] {
    return children.map((child) => {
      const known = this.nodes.get(child.id);
      const node = known !== undefined && JSON.stringify(known) === JSON.stringify(child) ? known : child;
      this.nodes.set(child.id, node);
      this.parents.set(child.id, parent);
      return node;
    });
  }

  get(id: string): Node | undefined {
    return this.nodes.get(id);
  }

  parent(node: Node): Node | undefined {
    return this.parents.get(node.id);
  }

  all(): Iterable<Node> {
    return this.nodes.values();
  }
}
