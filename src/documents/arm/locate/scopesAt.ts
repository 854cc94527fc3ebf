import type { Sliced } from "../../sliced";
import type { ContainerNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { AnyResource } from "./anyResource";
import type { TemplateScope } from "./scope";

/** Tells in which scope any place of a document lies, as far as templates with resources reach. */
export class ScopesAt {
  private constructor(
    private readonly tree: SyntaxTree,
    private readonly scopes: ReadonlyMap<number, TemplateScope>,
  ) {}

  /** Notes where the resources of a document, and the templates that they stand in, lie. */
  static *reading(tree: SyntaxTree, resources: readonly AnyResource[]): Sliced<ScopesAt> {
    const scopes = new Map<number, TemplateScope>();
    for (const { node, scope } of resources) {
      scopes.set(node.container, scope);
      scopes.set(scope.template.container, scope);
      yield;
    }
    return new ScopesAt(tree, scopes);
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
