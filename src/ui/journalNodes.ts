/** What the view of changes shows. Nodes name an entry of the journal; what is known of it is there. */
export type ChangeNode =
  /** `resourceId` where the entry is about one resource. */
  | { readonly kind: "changeEntry"; readonly id: string; readonly entryId: string; readonly resourceId?: string }
  /** One resource of a batch. `index` is its place among the entry's records. */
  | {
      readonly kind: "changeRecord";
      readonly id: string;
      readonly entryId: string;
      readonly index: number;
      readonly resourceId?: string;
    }
  | {
      readonly kind: "changeLine";
      readonly id: string;
      readonly entryId: string;
      readonly index: number;
      readonly line: "before" | "after" | "reason";
    };

/** The entry, and where it is about one of its resources that one, which a command was called on. */
export interface ChangeReference {
  readonly entryId: string;
  readonly index: number | undefined;
}

/** Reads what a command was called with: a node of the view, or the id of an entry. Anything else is none. */
export function changeReference(argument: unknown): ChangeReference | undefined {
  if (typeof argument === "string") {
    return { entryId: argument, index: undefined };
  }
  if (typeof argument !== "object" || argument === null || !("entryId" in argument)) {
    return undefined;
  }
  const { entryId } = argument;
  const index = "index" in argument && typeof argument.index === "number" ? argument.index : undefined;
  return typeof entryId === "string" ? { entryId, index } : undefined;
}
