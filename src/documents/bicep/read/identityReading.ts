import type { ArrayNode, MemberNode, Node, ObjectNode, StringNode, ValueNode } from "../syntax/nodes";
import type { IdentityClasses, StatedEntry } from "../../plan/knowledge";

/** How identities are written: as the member `identity` of a resource, or as `managedIdentities` of an Azure Verified Module. */
export type IdentityForm = "resource" | "module";

/** A variable or parameter of the file. */
export interface Declaration {
  readonly kind: "variable" | "parameter";
  readonly name: string;
  readonly node: ValueNode;
}

/** What the identity of a resource is. */
export type IdentityReading =
  | { readonly kind: "absent" }
  /** `null`: no identity, said aloud. */
  | { readonly kind: "null"; readonly member: MemberNode }
  | { readonly kind: "block"; readonly member: MemberNode; readonly block: IdentityBlock }
  | {
      readonly kind: "expression";
      readonly member: MemberNode;
      readonly text: string;
      readonly isNull: false;
      readonly declaration: Declaration | undefined;
      /** The object that the declaration holds: a variable's value, or a parameter's default. */
      readonly declared: IdentityBlock | undefined;
    }
  | { readonly kind: "unreadable"; readonly member: MemberNode; readonly reason: "notAnObject" | "duplicateMember" };

/** An identity object, wherever it stands. */
export interface IdentityBlock {
  readonly form: IdentityForm;
  readonly node: ObjectNode;
  readonly type: TypeReading;
  /** For a module its array of ids, for which no API version counts. */
  readonly dictionary: ListReading;
  readonly array: ListReading;
  readonly duplicates: readonly MemberNode[];
}

/** A type that is spelled out. `node`: the string, or the truth value of a module's `systemAssigned`; undefined where it is not said. */
export interface KnownType extends IdentityClasses {
  readonly kind: "known";
  readonly member: MemberNode | undefined;
  readonly node: Node | undefined;
  readonly text: string;
}

export type TypeReading =
  | { readonly kind: "absent" }
  | KnownType
  | { readonly kind: "unknownValue"; readonly member: MemberNode; readonly text: string }
  | {
      readonly kind: "expression";
      readonly member: MemberNode;
      readonly text: string;
      readonly declaration: Declaration | undefined;
      readonly value: IdentityClasses | undefined;
      /** The string as the declaration holds it. */
      readonly declared: (KnownType & { readonly node: StringNode }) | undefined;
    };

/** A list that is spelled out: in the block, or in the declaration that it names. */
export interface PlainList {
  readonly kind: "list";
  readonly member: MemberNode;
  readonly node: ObjectNode | ArrayNode;
  readonly entries: readonly IdentityEntry[];
}

export type ListReading =
  | { readonly kind: "absent" }
  | { readonly kind: "null"; readonly member: MemberNode }
  | PlainList
  | {
      readonly kind: "expression";
      readonly member: MemberNode;
      readonly text: string;
      readonly declaration: Declaration | undefined;
      readonly declared: PlainList | undefined;
    }
  | { readonly kind: "malformed"; readonly member: MemberNode };

/** One user-assigned identity in a dictionary or an array. */
export interface IdentityEntry extends StatedEntry {
  /** The key of the dictionary, or the element of the array. */
  readonly node: Node;
  /** The whole entry. */
  readonly slot: MemberNode | Node;
  /** What the dictionary gives it; normally `{}`. */
  readonly value: Node | undefined;
}
