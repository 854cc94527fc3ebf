/** A stretch of text: offsets in UTF-16 units, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A stretch of the document that is read, or of one that is read with it. */
export interface Place extends TextRange {
  /** The path of that other document; see `RelatedDocument`. */
  readonly path?: string | undefined;
}
