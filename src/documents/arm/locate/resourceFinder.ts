import type { Evaluator } from "../expression/evaluate";
import type { Sliced } from "../../sliced";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { AnyResource } from "./anyResource";
import { escapesExpressions } from "./escaping";
import { nestedScopeKind } from "./nestedScope";
import type { TemplateScope } from "./scope";

const DEPLOYMENTS = "microsoft.resources/deployments";

/**
 * Finds every resource of a document from the places where a member `resources` stands, so that the rest of the text is
 * never looked at: templates, children, inline deployments, templates inside other documents, resources put wrong.
 */
export class ResourceFinder {
  private readonly resources = new Map<number, AnyResource>();
  private readonly scopes = new Map<number, TemplateScope>();

  constructor(
    private readonly tree: SyntaxTree,
    private readonly evaluator: Evaluator,
  ) {}

  /** All resources, parents before their children, otherwise in the order of the text. */
  *finding(): Sliced<readonly AnyResource[]> {
    yield* this.addBareResource();
    for (const holder of yield* this.tree.findingHoldersOfResources()) {
      if (holder.kind === "object") {
        yield* this.addCollections(holder);
      }
    }
    return [...this.resources.values()];
  }

  /** A document that is nothing but one resource: what people paste from articles. */
  private *addBareResource(): Sliced<void> {
    const { slots } = this.tree.slots(this.tree.document);
    yield;
    for (const { value } of slots) {
      const type = value?.kind === "object" ? this.tree.stringOf(value, "type") : undefined;
      if (value?.kind === "object" && type?.includes("/") === true) {
        this.add(value, undefined, undefined, this.scopeOf(this.tree.document));
      }
      yield;
    }
  }

  private *addCollections(holder: ContainerNode): Sliced<void> {
    for (const { value } of this.tree.members(holder, "resources")) {
      if (value?.kind === "object" || value?.kind === "array") {
        const parent = this.resources.get(holder.container);
        const scope = parent?.scope ?? this.scopeOf(holder);
        const { slots } = this.tree.slots(value);
        yield;
        for (const slot of slots) {
          if (slot.value?.kind === "object" && (value.kind === "array" || slot.key !== undefined)) {
            this.add(slot.value, slot, parent, scope);
            yield;
          }
        }
      }
    }
  }

  private add(
    node: ContainerNode,
    slot: Slot | undefined,
    parent: AnyResource | undefined,
    scope: TemplateScope,
  ): void {
    const typeNode = this.tree.value(node, "type");
    const spelled = typeNode === undefined ? undefined : this.evaluator.text(typeNode, scope)?.value;
    const existing = this.tree.value(node, "existing");
    this.resources.set(node.container, {
      node,
      slot,
      type: spelled === undefined ? undefined : fullType(spelled, parent),
      typeNode: typeNode?.kind === "string" ? typeNode : undefined,
      symbolicName: slot?.key === undefined ? undefined : slot.name,
      isExisting: existing?.kind === "word" && existing.text === "true",
      parent,
      scope,
    });
  }

  private scopeOf(holder: ContainerNode): TemplateScope {
    const known = this.scopes.get(holder.container);
    if (known !== undefined) {
      return known;
    }
    const scope = this.makeScope(holder);
    this.scopes.set(holder.container, scope);
    return scope;
  }

  private makeScope(holder: ContainerNode): TemplateScope {
    const parent = this.tree.parent(holder);
    if (parent === undefined || (parent.container === 0 && holder.kind === "object")) {
      return { kind: "root", template: holder, outer: undefined, deployment: undefined };
    }
    const name = this.tree.slotOf(holder)?.name.toLowerCase();
    const isTemplate =
      name === "template" ||
      this.tree.member(holder, "$schema") !== undefined ||
      this.tree.member(holder, "contentVersion") !== undefined;
    const around = this.resourceAround(parent);
    const outer = around?.scope ?? (isTemplate ? undefined : this.scopeOf(parent));
    if (!isTemplate && outer !== undefined) {
      return outer;
    }
    const properties = around === undefined ? undefined : this.tree.object(around.node, "properties");
    const isInline = name === "template" && properties !== undefined && properties.container === parent.container;
    if (around?.type?.toLowerCase() !== DEPLOYMENTS || !isInline) {
      const isEscaped = escapesExpressions(this.tree, holder, around);
      return { kind: "embedded", template: holder, outer, isEscaped, deployment: undefined };
    }
    const kind = nestedScopeKind(this.tree, properties, holder, around.scope);
    return { kind, template: holder, outer, deployment: around.node };
  }

  private resourceAround(from: ContainerNode): AnyResource | undefined {
    for (let node: ContainerNode | undefined = from; node !== undefined; node = this.tree.parent(node)) {
      const resource = this.resources.get(node.container);
      if (resource !== undefined) {
        return resource;
      }
    }
    return undefined;
  }
}

function fullType(spelled: string, parent: AnyResource | undefined): string | undefined {
  const isFull = spelled.split("/", 1)[0]?.includes(".") === true && spelled.includes("/");
  if (isFull || parent === undefined) {
    return spelled;
  }
  return parent.type === undefined ? undefined : `${parent.type}/${spelled}`;
}
