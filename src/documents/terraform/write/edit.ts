import type { Refusal } from "../../planRefusal";
import type { NamedResource } from "../../documentResource";
import type { TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";

/** An edit of one of the files. */
export interface FileEdit extends TextEdit {
  /** The path of the file; undefined for the document itself. */
  readonly path: string | undefined;
}

/** What came of a step that edits. */
export type EditResult =
  | { readonly kind: "edits"; readonly edits: readonly FileEdit[] }
  | { readonly kind: "refused"; readonly refusal: Refusal<NamedResource> };

/** Edits of a file. */
export function editsOf(...edits: readonly FileEdit[]): EditResult {
  return { kind: "edits", edits };
}

/** Text for a stretch of a file. */
export function replacing(path: string | undefined, { start, end }: TextRange, text: string): FileEdit {
  return { path, offset: start, length: end - start, text };
}

/** Text at a place of a file. */
export function inserting(path: string | undefined, offset: number, text: string): FileEdit {
  return { path, offset, length: 0, text };
}

/** A comment would be lost. */
export function commentInTheWay(range: TextRange): EditResult {
  return { kind: "refused", refusal: { reason: "commentInTheWay", range } };
}

/** All edits of several results, or the first refusal. */
export function together(...results: readonly EditResult[]): EditResult {
  const refused = results.find((each) => each.kind === "refused");
  return refused ?? { kind: "edits", edits: results.flatMap((each) => (each.kind === "edits" ? each.edits : [])) };
}
