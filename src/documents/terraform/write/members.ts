import type { TextRange } from "../../textRange";
import type { TerraformFile } from "../locate/terraformFile";
import type { IdentityBlock, Member } from "../read/identityReading";
import { memberIn } from "../read/readIdentity";
import type { Block, Body } from "../syntax/nodes";
import { indentAt, indentUnit } from "./lines";

/** What stands in a holder, in the order of the text. */
export function itemsOf({ holder }: Pick<IdentityBlock, "holder">): readonly TextRange[] {
  return holder.kind === "body" ? itemsOfBody(holder.block.body) : holder.object.members;
}

/** What stands in a body, in the order of the text. */
export function itemsOfBody({ attributes, blocks }: Body): readonly TextRange[] {
  return [...attributes, ...blocks].sort((left, right) => left.start - right.start);
}

/** The braces of a holder: the opening one, and the closing one. */
export function bracesOf({ holder }: Pick<IdentityBlock, "holder">): TextRange {
  return holder.kind === "body"
    ? { start: holder.block.open, end: holder.block.close ?? holder.block.end }
    : { start: holder.object.start, end: holder.object.end - 1 };
}

/** The indentation of what stands in a holder, and how much deeper the next level is. */
export function indentIn(block: Pick<IdentityBlock, "holder" | "file">): {
  readonly inner: string;
  readonly unit: string;
} {
  const { text } = block.file;
  const { start, end } = bracesOf(block);
  const outer = indentAt(text, start);
  const first = itemsOf(block).find((item) => text.slice(start, item.start).includes("\n"));
  const own = first === undefined ? undefined : indentAt(text, first.start);
  const unit = indentUnit(outer, own);
  return { inner: text.slice(start, end).includes("\n") && own !== undefined ? own : outer + unit, unit };
}

/** The indentation of the items of a block. */
export function indentInBlock(block: Block, file: TerraformFile): { readonly inner: string; readonly unit: string } {
  return indentIn({ holder: { kind: "body", block }, file });
}

/** The member that says the classes, and the one that lists identities. */
export function membersOf({ holder, dialect }: IdentityBlock): {
  readonly type: Member | undefined;
  readonly list: Member | undefined;
} {
  return { type: memberIn(holder, dialect.type), list: memberIn(holder, dialect.list) };
}
