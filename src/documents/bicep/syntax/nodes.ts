import type { TextRange } from "../../textRange";

/** An expression, an object or an array: what a value can be. */
export type Node =
  | ObjectNode
  | ArrayNode
  | StringNode
  | NameNode
  | AccessNode
  | CallNode
  | TernaryNode
  | (TextRange & { readonly kind: "literal"; readonly text: string })
  | (TextRange & { readonly kind: "index"; readonly base: Node; readonly index: Node })
  /** `x!`: said to be there. */
  | (TextRange & { readonly kind: "asserted"; readonly base: Node })
  | (TextRange & { readonly kind: "binary"; readonly operator: string; readonly left: Node; readonly right: Node })
  | (TextRange & { readonly kind: "unary"; readonly operator: string; readonly operand: Node })
  | (TextRange & { readonly kind: "paren"; readonly inner: Node })
  | (TextRange & { readonly kind: "lambda"; readonly body: Node })
  /** `for x in y: body`, in its brackets. */
  | (TextRange & { readonly kind: "for"; readonly body: Node })
  /** `if (condition) body`. */
  | (TextRange & { readonly kind: "if"; readonly condition: Node; readonly body: Node })
  /** What is not understood, or not there. */
  | (TextRange & { readonly kind: "unknown" });

export interface ObjectNode extends TextRange {
  readonly kind: "object";
  readonly items: readonly ItemNode[];
  readonly isClosed: boolean;
}

export interface ArrayNode extends TextRange {
  readonly kind: "array";
  readonly items: readonly Node[];
  readonly isClosed: boolean;
}

/** A string; its parts are texts, decoded, and what is interpolated. */
export interface StringNode extends TextRange {
  readonly kind: "string";
  readonly parts: readonly (string | Node)[];
  readonly isMultiline: boolean;
}

export interface NameNode extends TextRange {
  readonly kind: "name";
  readonly name: string;
}

/** `base.member`, `base.?member`, `base::member`. */
export interface AccessNode extends TextRange {
  readonly kind: "access";
  readonly base: Node;
  readonly member: string;
  readonly memberAt: TextRange;
}

/** `name(...)` or `base.name(...)`. */
export interface CallNode extends TextRange {
  readonly kind: "call";
  readonly base: Node | undefined;
  readonly name: string;
  readonly args: readonly Node[];
}

export interface TernaryNode extends TextRange {
  readonly kind: "ternary";
  readonly condition: Node;
  readonly yes: Node;
  readonly no: Node;
}

/** What an object holds. */
export type ItemNode = MemberNode | ResourceNode | (TextRange & { readonly kind: "spread" | "unknown" });

export interface MemberNode extends TextRange {
  readonly kind: "member";
  /** The name, or the string in its place. */
  readonly key: NameNode | StringNode;
  readonly value: Node;
}

/** The declaration of a resource, at the top or inside another one, or a call of a module. */
export interface ResourceNode extends TextRange {
  readonly kind: "resource" | "module";
  readonly symbol: NameNode;
  /** The type with its version, or the path of a module, with its quotes. */
  readonly subject: StringNode | undefined;
  readonly isExisting: boolean;
  /** Without the loop and the condition around it. */
  readonly body: ObjectNode | undefined;
  readonly isLooped: boolean;
  readonly condition: Node | undefined;
}

/** A parameter, variable or output. */
export interface ValueNode extends TextRange {
  readonly kind: "param" | "var" | "output";
  readonly symbol: NameNode;
  /** The type as it is spelled; empty where none is. */
  readonly type: TextRange;
  readonly value: Node | undefined;
}
