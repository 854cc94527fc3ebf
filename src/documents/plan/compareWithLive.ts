import type { IdentityState, UserAssignedIdentity } from "../../identity/identityState";
import type { LiveComparison } from "../liveComparison";
import type { Knowledge, StatedEntry } from "./knowledge";

/** What a comparison has to know of a document's resource. */
export interface Compared {
  readonly knowledge: Knowledge;
  /** The expressions that decide about a list that is not known. */
  readonly openTexts: readonly string[];
  /** The document says nothing at all about identities. */
  readonly isSilent: boolean;
  /** Whether an entry may be the identity with this id: `unknown` where the text does not even tell the name. */
  readonly mayBe: (entry: StatedEntry, id: string) => boolean | "unknown";
}

/** What an identity or a part of it is, as far as it matters whether an expression decides about it. */
interface Part {
  readonly kind: string;
  /** As the document says it. */
  readonly text?: string;
}

/** The expressions that decide about the list of a resource, each once. */
export function openTexts(
  identity: Part & {
    readonly block?: { readonly type: Part; readonly dictionary?: Part; readonly array?: Part; readonly list?: Part };
  },
): readonly string[] {
  const { block } = identity;
  const parts = block === undefined ? [identity] : [block.type, block.dictionary, block.array, block.list];
  return [...new Set(parts.flatMap((part) => (part?.kind === "expression" ? (part.text ?? []) : [])))];
}

/** Compares what a document says of a resource with what a live one carries. */
export function compareWithLive(
  { knowledge, openTexts, isSilent, mayBe }: Compared,
  live: IdentityState,
): LiveComparison {
  const entries = knowledge.userAssigned === "unknown" ? [] : knowledge.userAssigned;
  const matched = new Map<UserAssignedIdentity, string>();
  const added: string[] = [];
  const unknownEntries: string[] = [];
  for (const entry of entries) {
    // An expression with a plain name is the live identity of that name: where it lies is known at deployment only.
    const match = live.userAssigned.find(({ id }) => mayBe(entry, id) === true);
    if (match !== undefined) {
      matched.set(match, entry.text);
    } else {
      (mayBe(entry, "") === "unknown" ? unknownEntries : added).push(entry.text);
    }
  }
  const isOn = live.systemAssigned !== undefined;
  return {
    systemAssigned:
      knowledge.systemAssigned === "unknown"
        ? "unknown"
        : knowledge.systemAssigned === isOn
          ? "same"
          : isOn
            ? "disabled"
            : "enabled",
    added,
    dropped: live.userAssigned.filter((identity) => !matched.has(identity)),
    unknown: knowledge.userAssigned === "unknown" ? openTexts : unknownEntries,
    unknownEntries,
    matched,
    isSilent,
  };
}
