import type { Sliced } from "../../sliced";
import { findingMatches } from "../syntax/findingMatches";

const MENTION =
  /identity(?:(ExtensionFor)|['"\]\[\s.?\\]{1,12}(?:principalId|tenantId))|identities(?:\/default|\/?'\s*,\s*'default)/gi;

/** Where a text mentions what only a look at the whole text finds. One pass for all: on a long text each one counts. */
export interface Mentions {
  /** Offsets inside strings like `ManagedIdentityExtensionForLinux`. */
  readonly retiredExtension: readonly number[];
  /** Offsets of `identity.principalId` and its other spellings, such as `['identity'].tenantId`. */
  readonly principalId: readonly number[];
  /** Offsets of `Identities/default`, by which the identity of a resource was read before the resource had it. */
  readonly identitiesDefault: readonly number[];
}

/** Finds the mentions, in any casing and wherever they stand: in comments too. */
export function* findingMentions(text: string): Sliced<Mentions> {
  const retiredExtension: number[] = [];
  const principalId: number[] = [];
  const identitiesDefault: number[] = [];
  for (const { at, match } of yield* findingMatches(text, MENTION)) {
    const isDefault = match[0].toLowerCase().startsWith("identities");
    const list = isDefault ? identitiesDefault : match[1] === undefined ? principalId : retiredExtension;
    list.push(at);
  }
  return { retiredExtension, principalId, identitiesDefault };
}
