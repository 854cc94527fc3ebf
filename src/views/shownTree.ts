/** A node of any tree. Ids are unique in it and the same after a refresh. */
interface Identified {
  readonly id: string;
}

/** What a tree would show at this moment. Answers at once and asks nobody. */
export interface TreeContent<Node> {
  /** What a node looks like; for the tree as a whole, whatever its roots or their absence depend on. Only data. */
  look(node: Node | undefined): unknown;
  /** What stands below a node, or at the top; undefined where that has to be asked for first. */
  below(node: Node | undefined): readonly Node[] | undefined;
}

/** The key of the tree as a whole: no node's id is empty. */
const TOP = "";

/** How long VS Code has to ask for what is below a node that is drawn again, each time longer. */
const ASK_AGAIN_MS = [2_000, 4_000, 8_000];

/**
 * What VS Code has been given of one tree. It tells nodes apart by reference, and a node that is drawn again loses what is below it
 * until that has been asked for again: whoever chose a command in that moment would have chosen it on nothing. So that only what looks
 * different, or holds something else, is drawn again, and the whole tree only where its roots are others.
 */
export class ShownTree<Node extends Identified> {
  private readonly nodes = new Map<string, Node>();
  private readonly parents = new Map<string, Node | undefined>();
  private readonly looks = new Map<string, string>();
  private readonly contents = new Map<string, readonly Node[]>();
  /** What was drawn again and has not been asked for since. */
  private readonly unasked = new Map<string, Node | undefined>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly content: TreeContent<Node>,
    private readonly drawAgain: (nodes: Node[] | undefined) => void,
  ) {}

  /** The same objects as before for the same nodes, so that a later change can name them. */
  known(parent: Node | undefined, children: readonly Node[]): Node[] {
    return children.map((child) => {
      const known = this.nodes.get(child.id);
      const node = known !== undefined && isSame(known, child) ? known : child;
      this.nodes.set(child.id, node);
      this.parents.set(child.id, parent);
      return node;
    });
  }

  /** VS Code asks for what is below a node. */
  asked(parent: Node | undefined): void {
    this.unasked.delete(parent?.id ?? TOP);
  }

  /** What VS Code is given as the content of a node. */
  give(parent: Node | undefined, children: readonly Node[]): Node[] {
    this.asked(parent);
    const nodes = this.known(parent, children);
    this.contents.set(parent?.id ?? TOP, nodes);
    if (parent === undefined) {
      this.draw(undefined, this.content.look(undefined));
    }
    return nodes;
  }

  /** How VS Code is given a node. */
  draw<Look>(node: Node | undefined, look: Look): Look {
    this.looks.set(node?.id ?? TOP, JSON.stringify(look));
    return look;
  }

  parent(node: Node): Node | undefined {
    return this.parents.get(node.id);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  /** Has the nodes drawn again that are shown and fulfil the condition, whatever has changed of them. */
  redrawWhere(condition: (node: Node) => boolean): void {
    this.redrawNodes([...this.nodes.values()].filter(condition));
  }

  /** Has drawn again whatever is no longer as VS Code was given it. Of the roots only those that are concerned are looked at. */
  redraw(isConcerned: (root: Node) => boolean = () => true): void {
    if (this.differs(undefined)) {
      this.contents.clear();
      this.looks.clear();
      this.unasked.clear();
      this.drawAgain(undefined);
      this.expectToBeAsked([undefined]);
      return;
    }
    this.redrawNodes((this.contents.get(TOP) ?? []).filter(isConcerned).flatMap((root) => this.different(root)));
  }

  /** The topmost nodes that differ, from one down. */
  private different(node: Node): Node[] {
    return this.differs(node) ? [node] : (this.contents.get(node.id) ?? []).flatMap((child) => this.different(child));
  }

  private differs(node: Node | undefined): boolean {
    const key = node?.id ?? TOP;
    const [look, given] = [this.looks.get(key), this.contents.get(key)];
    if (look !== undefined && look !== JSON.stringify(this.content.look(node))) {
      return true;
    }
    if (given === undefined) {
      return false;
    }
    const present = this.content.below(node);
    return (
      present?.length !== given.length ||
      present.some((child, index) => given[index] === undefined || !isSame(child, given[index]))
    );
  }

  /** VS Code asks for the nodes again when it needs them; until then there is nothing to compare with. */
  private redrawNodes(nodes: Node[]): void {
    if (nodes.length === 0) {
      return;
    }
    const opened = nodes.filter(({ id }) => this.contents.has(id));
    for (const { id } of nodes) {
      this.contents.delete(id);
      this.looks.delete(id);
    }
    this.drawAgain(nodes);
    this.expectToBeAsked(opened);
  }

  /**
   * An answer that was under way to VS Code while a node was to be drawn again is kept there as if it were the new one, so that
   * nothing is asked and what has come since is never shown. Where nobody asks, the node is drawn again once more: for one that is
   * closed, of which nobody need ask, that is no more than its own line.
   */
  private expectToBeAsked(nodes: readonly (Node | undefined)[], attempt = 0): void {
    for (const node of nodes) {
      this.unasked.set(node?.id ?? TOP, node);
    }
    clearTimeout(this.timer);
    const delay = ASK_AGAIN_MS[attempt];
    if (delay === undefined || this.unasked.size === 0) {
      this.unasked.clear();
      return;
    }
    this.timer = setTimeout(() => {
      const missing = [...this.unasked.values()];
      if (missing.length > 0) {
        const known = missing.filter((node) => node !== undefined);
        this.drawAgain(known.length < missing.length ? undefined : known);
        this.expectToBeAsked([], attempt + 1);
      }
    }, delay);
  }
}

function isSame(left: Identified, right: Identified): boolean {
  return left.id === right.id && JSON.stringify(left) === JSON.stringify(right);
}
