import type { TextRange } from "../../textRange";

/** A text in quotes, or a heredoc, without anything to be filled in; `value` is what it stands for. */
export interface StringExpression extends TextRange {
  readonly kind: "string";
  readonly value: string;
  readonly isHeredoc: boolean;
}

/** `[a, b]` */
export interface ListExpression extends TextRange {
  readonly kind: "list";
  readonly items: readonly Expression[];
}

/** `name = value` in an object; its key where that is a plain name or text. */
export interface ObjectMember extends TextRange {
  readonly key: string | undefined;
  readonly keyValue: Expression;
  readonly value: Expression;
}

/** `{ a = b }` */
export interface ObjectExpression extends TextRange {
  readonly kind: "object";
  readonly members: readonly ObjectMember[];
}

/** One step from a value to a part of it: `.name`, `[key]`, or every element. */
export type TraversalStep = TextRange &
  (
    | { readonly kind: "attribute"; readonly name: string }
    | { readonly kind: "index"; readonly index: Expression | undefined }
    | { readonly kind: "splat" }
  );

/** `var.a.b[0]`: steps that begin at a name, or at another value. */
export interface TraversalExpression extends TextRange {
  readonly kind: "traversal";
  readonly base: Expression;
  readonly steps: readonly TraversalStep[];
}

/** An expression of Terraform, as far as something is made of it. */
export type Expression =
  | StringExpression
  | ListExpression
  | ObjectExpression
  | TraversalExpression
  | (TextRange & { readonly kind: "bool"; readonly value: boolean })
  | (TextRange & { readonly kind: "number" | "null" })
  /** A name at the beginning of a traversal: `var`, `local`, a type of resources. */
  | (TextRange & { readonly kind: "variable"; readonly name: string })
  /** A text with something to be filled in. */
  | (TextRange & { readonly kind: "template"; readonly parts: readonly (string | Expression)[] })
  | (TextRange & { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] })
  | (TextRange & {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    })
  | (TextRange & { readonly kind: "parentheses"; readonly inner: Expression })
  /** Operations, loops, and what does not parse. */
  | (TextRange & { readonly kind: "other" });

/** `name = value` in a block. */
export interface Attribute extends TextRange {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly value: Expression;
}

/** What stands between the braces of a block. */
export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

/** One label of a block, without its quotes. */
export interface Label {
  readonly text: string;
  readonly range: TextRange;
}

/** The head of a block: `resource "type" "name" {`. */
export interface BlockHead extends TextRange {
  readonly type: string;
  readonly labels: readonly Label[];
  /** The opening brace. */
  readonly open: number;
}

/** `type "label" { ... }` */
export interface Block extends BlockHead {
  readonly body: Body;
  /** The closing brace; undefined where it is missing. */
  readonly close: number | undefined;
  /** The comments in it, its inner blocks' too, in the order of the text. */
  readonly comments: readonly TextRange[];
}

/** The attribute of this name; the first where there are several. */
export function attributeOf({ attributes }: Body, name: string): Attribute | undefined {
  return attributes.find((each) => each.name === name);
}

/** The member with this key; the last, which is the one that counts. */
export function memberOf({ members }: ObjectExpression, key: string): ObjectMember | undefined {
  return members.findLast((each) => each.key === key);
}
