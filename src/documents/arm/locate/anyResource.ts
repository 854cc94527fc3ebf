import type { ContainerNode, Slot, StringNode } from "../syntax/syntaxNodes";
import type { TemplateScope } from "./scope";

/** Any resource that a document declares, of whatever type. */
export interface AnyResource {
  readonly node: ContainerNode;
  /** The element of `resources` that it is. */
  readonly slot: Slot | undefined;
  /** The full type, parents' types included, as it is spelled; undefined where the text does not tell. */
  readonly type: string | undefined;
  /** The string that spells the type; a child's may hold the last part only. */
  readonly typeNode: StringNode | undefined;
  /** The name by which a template of language version 2.0 knows it. */
  readonly symbolicName: string | undefined;
  /** Declared elsewhere and only referred to here (`"existing": true`). */
  readonly isExisting: boolean;
  /** The resource in whose `resources` this one stands. */
  readonly parent: AnyResource | undefined;
  readonly scope: TemplateScope;
}
