import type { Declaration } from "../expression/evaluate";
import type { TemplateScope } from "../locate/scope";
import type { ContainerNode, Slot, StringNode, SyntaxNode } from "../syntax/syntaxNodes";

/** What the member `identity` of a resource is. */
export type IdentityReading =
  | { readonly kind: "absent" }
  /** A JSON `null`: no identity, said aloud. */
  | { readonly kind: "null"; readonly member: Slot }
  | { readonly kind: "block"; readonly member: Slot; readonly block: IdentityBlock }
  | ExpressionIdentity
  | UnreadableIdentityMember;

/** The whole block is an expression, such as `[variables('identity')]`. */
export interface ExpressionIdentity {
  readonly kind: "expression";
  readonly member: Slot;
  readonly text: string;
  /** The expression is `json('null')` or `null()`. */
  readonly isNull: boolean;
  /** The variable or parameter that it is, where it is one. */
  readonly declaration: Declaration | undefined;
  /** The plain object that the declaration holds: a variable's value, or a parameter's default. */
  readonly declared: IdentityBlock | undefined;
}

/** Neither an object nor an expression, or there twice. */
export interface UnreadableIdentityMember {
  readonly kind: "unreadable";
  readonly member: Slot;
  readonly reason: "notAnObject" | "duplicateMember";
}

/** An identity object, wherever it stands. */
export interface IdentityBlock {
  readonly node: ContainerNode;
  readonly scope: TemplateScope;
  readonly type: TypeReading;
  readonly dictionary: ListReading;
  readonly array: ListReading;
  /** Members that stand there a second time: which one counts is not known. */
  readonly duplicates: readonly Slot[];
}

/** A type that is spelled out: in the block, or in the declaration that it names. */
export interface KnownType {
  readonly kind: "known";
  readonly member: Slot;
  readonly node: StringNode;
  readonly text: string;
  readonly systemAssigned: boolean;
  readonly userAssigned: boolean;
}

/** The member `type` of a block. */
export type TypeReading =
  | { readonly kind: "absent" }
  | KnownType
  | { readonly kind: "unknownValue"; readonly member: Slot; readonly text: string }
  | {
      readonly kind: "expression";
      readonly member: Slot;
      readonly text: string;
      readonly declaration: Declaration | undefined;
      /** What it says where a variable spells it out. */
      readonly value: { readonly systemAssigned: boolean; readonly userAssigned: boolean } | undefined;
      /** The type as the declaration holds it, where it could be edited there. */
      readonly declared: KnownType | undefined;
    };

/** A list that is spelled out: in the block, or in the declaration that it names. */
export interface PlainList {
  readonly kind: "list";
  readonly member: Slot;
  readonly node: ContainerNode;
  readonly entries: readonly IdentityEntry[];
}

/** The member `userAssignedIdentities` or `identityIds` of a block. */
export type ListReading =
  | { readonly kind: "absent" }
  | { readonly kind: "null"; readonly member: Slot }
  | PlainList
  /** Known at deployment only: the member is an expression, or `copy`, whose loops make the list. */
  | {
      readonly kind: "expression";
      readonly member: Slot;
      /** The expression; for `copy` the name of the member. */
      readonly text: string;
      /** A `copy` loop whose name is known at deployment only may make this list, or another member. */
      readonly mayBeAbsent: boolean;
      readonly declaration: Declaration | undefined;
      /** The dictionary as the declaration holds it; never of an array. */
      readonly declared: PlainList | undefined;
    }
  | { readonly kind: "malformed"; readonly member: Slot };

/** One user-assigned identity in a dictionary or an array. */
export interface IdentityEntry {
  readonly slot: Slot;
  /** The key of the dictionary, or the element of the array. */
  readonly node: StringNode;
  /** As the template says it: an id, or an expression in brackets. */
  readonly text: string;
  /** Two entries with the same key are the same identity. */
  readonly key: string;
  /** What the dictionary gives it; normally `{}`. */
  readonly value: SyntaxNode | undefined;
}
