import type { AnyResource } from "../locate/anyResource";
import type { ArmTemplate } from "../model";
import { OncePerTemplate } from "../oncePerTemplate";
import { atOnce, type Sliced } from "../../sliced";
import type { ContainerNode } from "../syntax/syntaxNodes";
import { dependencyKeys, loopKey } from "./extensionNames";
import { OrderLists } from "./orderLists";

/** A copy loop as `dependsOn` names all of it. */
export interface Loop {
  readonly spelled: string;
  readonly key: string;
}

/** Who waits for whom in a template: read once, however many extensions go. */
export class DeploymentOrder {
  /** By the template that the resources are of. */
  private readonly dependencies = new Map<number, OrderLists>();
  private readonly sequences = new Map<number, OrderLists>();
  private readonly loops = new Map<number, Map<string, Loop>>();
  private readonly resources: ReadonlySet<number>;

  private constructor(private readonly template: ArmTemplate) {
    this.resources = new Set(template.allResources.map(({ node }) => node.container));
  }

  /** Reads the `dependsOn` of all resources. */
  static *reading(template: ArmTemplate): Sliced<DeploymentOrder> {
    const order = new DeploymentOrder(template);
    for (const resource of template.allResources) {
      yield* order.addingDependencies(resource);
      order.addLoop(resource);
      yield;
    }
    return order;
  }

  /** Whether an object is a resource. */
  isResource(node: ContainerNode): boolean {
    return this.resources.has(node.container);
  }

  /** The `dependsOn` of the template that a resource is in. */
  dependenciesBeside({ scope }: AnyResource): OrderLists {
    return this.dependencies.get(scope.template.container) ?? new OrderLists();
  }

  /** The loop that an entry of a `dependsOn` names one turn of; undefined where no loop of the same template is meant. */
  loopNamed({ scope }: AnyResource, key: string): Loop | undefined {
    return this.loops.get(scope.template.container)?.get(key);
  }

  /** The `provisionAfterExtensions` of the extensions in the profile of one scale set. */
  sequenceIn(list: ContainerNode): OrderLists {
    return atOnce(this.readingSequence(list));
  }

  /** The same in turns. */
  *readingSequence(list: ContainerNode): Sliced<OrderLists> {
    const known = this.sequences.get(list.container);
    if (known !== undefined) {
      return known;
    }
    const { tree } = this.template;
    const sequence = new OrderLists();
    for (const { value } of tree.slots(list).slots) {
      const properties = value?.kind === "object" ? tree.object(value, "properties") : undefined;
      const after = properties === undefined ? undefined : tree.value(properties, "provisionAfterExtensions");
      if (after?.kind === "array") {
        yield* this.addingList(sequence, after, (text) => text.toLowerCase());
      }
      yield;
    }
    this.sequences.set(list.container, sequence);
    return sequence;
  }

  private *addingDependencies({ node, scope }: AnyResource): Sliced<undefined> {
    const { tree, canonical } = this.template;
    const list = tree.value(node, "dependsOn");
    if (list?.kind === "array") {
      const lists = this.dependencies.get(scope.template.container) ?? new OrderLists();
      this.dependencies.set(scope.template.container, lists);
      yield* this.addingList(lists, list, (text) => canonical.key(text, scope));
    }
    return undefined;
  }

  private *addingList(lists: OrderLists, list: ContainerNode, keyOf: (text: string) => string): Sliced<undefined> {
    const { tree } = this.template;
    for (const slot of tree.slots(list).slots) {
      if (slot.value?.kind === "string") {
        lists.add(list, slot, keyOf(tree.decoded(slot.value)));
      }
      yield;
    }
    return undefined;
  }

  private addLoop(resource: AnyResource): void {
    const { tree, canonical } = this.template;
    const copy = tree.object(resource.node, "copy");
    const name = copy === undefined ? undefined : tree.value(copy, "name");
    const key = loopKey(tree, canonical, resource);
    if (name?.kind !== "string" || key === undefined) {
      return;
    }
    const { container } = resource.scope.template;
    const loops = this.loops.get(container) ?? new Map<string, Loop>();
    this.loops.set(container, loops);
    for (const each of dependencyKeys(tree, canonical, resource)) {
      if (!loops.has(each)) {
        loops.set(each, { spelled: tree.text.slice(name.start, name.end), key });
      }
    }
  }
}

/** The order of each template that was asked about. */
export const deploymentOrders = new OncePerTemplate((template) => DeploymentOrder.reading(template));
