import type { Unreadable } from "../../planRefusal";
import type { TextRange } from "../../textRange";
import type { Bindings, Declaration } from "../evaluate/resolve";
import type { TerraformFile } from "../locate/terraformFile";
import type { Attribute, Block, Expression, ListExpression, ObjectExpression } from "../syntax/nodes";

/** What holds the members of an identity. */
export type Holder =
  { readonly kind: "body"; readonly block: Block } | { readonly kind: "object"; readonly object: ObjectExpression };

/** A member of an identity: an attribute of a block, or a member of an object. */
export interface Member extends TextRange {
  readonly nameRange: TextRange;
  readonly value: Expression;
}

/** What a member is that an expression decides. */
export interface OpenValue {
  /** As the member says it. */
  readonly text: string;
  readonly declaration: Declaration | undefined;
}

/** Which classes of identities there are. */
export type TypeReading =
  | { readonly kind: "absent" }
  | {
      readonly kind: "known";
      readonly member: Member;
      /** The value as it is spelled out, and the file where. */
      readonly value: Expression;
      readonly file: TerraformFile;
      readonly text: string;
      readonly systemAssigned: boolean;
      readonly userAssigned: boolean;
    }
  | { readonly kind: "unknownValue"; readonly member: Member; readonly text: string }
  | ({
      readonly kind: "expression";
      readonly member: Member;
      /** Where a declaration spells it out. */
      readonly declared: (SpelledType & { readonly value: Expression; readonly file: TerraformFile }) | undefined;
      readonly isCertain: boolean;
    } & OpenValue);

/** A type that is spelled out. */
export interface SpelledType {
  readonly text: string;
  readonly systemAssigned: boolean;
  readonly userAssigned: boolean;
}

/** One user-assigned identity in a list. */
export interface IdentityEntry extends TextRange {
  /** An id, or an expression as it stands. */
  readonly text: string;
  /** Two entries with the same key are the same identity. */
  readonly key: string;
  readonly value: Expression;
}

/** A list that is spelled out; azapi has an object with the ids as its keys. */
export interface ListPart {
  readonly node: ListExpression | ObjectExpression;
  readonly file: TerraformFile;
  readonly entries: readonly IdentityEntry[];
}

/** A list as far as it is spelled out: one, or several that a function puts together. */
export interface PlainList {
  /** In the order of the text; one at least. */
  readonly parts: readonly ListPart[];
  /** Those of all parts. */
  readonly entries: readonly IdentityEntry[];
  /** Whether the parts are all there is. */
  readonly isWhole: boolean;
}

/** Which user-assigned identities there are. */
export type ListReading =
  | { readonly kind: "absent" }
  | { readonly kind: "null"; readonly member: Member }
  | ({ readonly kind: "list"; readonly member: Member } & PlainList)
  | ({
      readonly kind: "expression";
      readonly member: Member;
      readonly declared: PlainList | undefined;
      readonly isCertain: boolean;
    } & OpenValue)
  | { readonly kind: "malformed"; readonly member: Member };

/** The names of the members, and how the first of them says which classes there are. */
export interface Dialect {
  readonly type: "type" | "system_assigned";
  readonly list: "identity_ids" | "user_assigned_resource_ids" | "userAssignedIdentities";
}

/** An identity that is spelled out: a block, the content of a dynamic one, or an object. */
export interface IdentityBlock {
  readonly holder: Holder;
  /** The file that the holder stands in. */
  readonly file: TerraformFile;
  readonly dialect: Dialect;
  readonly type: TypeReading;
  readonly list: ListReading;
  /** Members that stand there a second time. */
  readonly duplicates: readonly TextRange[];
  readonly bindings: Bindings;
}

/** What a resource says about its identity. */
export type IdentityReading =
  | { readonly kind: "absent" }
  /** `whole`: the block or attribute, which goes where no identity is left. */
  | { readonly kind: "block"; readonly whole: Block | Attribute; readonly block: IdentityBlock }
  | { readonly kind: "null"; readonly whole: Attribute }
  | ({
      readonly kind: "expression";
      readonly whole: Block | Attribute;
      /** The expression that decides. */
      readonly value: Expression;
      /** What is there, where something is: the content of a dynamic block, or the object that a declaration holds. */
      readonly declared: IdentityBlock | undefined;
      readonly isCertain: boolean;
      /** Whether there may be none at all. */
      readonly mayBeAbsent: boolean;
      /** Whether what is declared can be edited where it stands. */
      readonly isEditable: boolean;
      /** Whether a whole identity can be written in the place of what is there. */
      readonly isReplaceable: boolean;
    } & OpenValue)
  | { readonly kind: "unreadable"; readonly whole: TextRange; readonly reason: Unreadable["reason"] };
