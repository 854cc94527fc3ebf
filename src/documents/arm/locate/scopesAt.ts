import type { ContainerNode } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { AnyResource } from "./anyResource";
import type { TemplateScope } from "./scope";

/** Tells in which scope any place of a document lies, as far as templates with resources reach. */
export class ScopesAt {
  private readonly scopes = new Map<number, TemplateScope>();

  constructor(
    private readonly tree: SyntaxTree,
    resources: readonly AnyResource[],
  ) {
    for (const { node, scope } of resources) {
      this.scopes.set(node.container, scope);
      this.scopes.set(scope.template.container, scope);
    }
  }

  /** The scope in which expressions directly in this container are evaluated. */
  at(container: ContainerNode): TemplateScope | undefined {
    for (let node: ContainerNode | undefined = container; node !== undefined; node = this.tree.parent(node)) {
      const scope = this.scopes.get(node.container);
      if (scope !== undefined) {
        return scope;
      }
    }
    return undefined;
  }
}
