const MENTION = /identity(?:ExtensionFor|\.principalId)/gi;

/** Where a text mentions what only a look at the whole text finds. One pass for all: on a long text each one counts. */
export interface Mentions {
  /** Offsets inside strings like `ManagedIdentityExtensionForLinux`. */
  readonly retiredExtension: readonly number[];
  /** Offsets of `identity.principalId`. */
  readonly principalId: readonly number[];
}

/** Finds the mentions, in any casing and wherever they stand: in comments too. */
export function findMentions(text: string): Mentions {
  const retiredExtension: number[] = [];
  const principalId: number[] = [];
  for (const match of text.matchAll(MENTION)) {
    const list = match[0].includes(".") ? principalId : retiredExtension;
    list.push(match.index);
  }
  return { retiredExtension, principalId };
}
