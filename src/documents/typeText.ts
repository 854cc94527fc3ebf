import type { IdentityType } from "../identity/identityState";
import { readIdentityType } from "../identity/readIdentity";

/**
 * The text for a block's type, as near to the present one as can be: words that stay keep their spelling (nobody asked to have
 * `systemAssigned` corrected, docs/azure-behaviour.md#forms-of-the-identity-block), new words follow its casing.
 */
export function typeText(wanted: IdentityType, present: string | undefined): string {
  if (present === undefined) {
    return wanted;
  }
  const spelled = present.split(",").map((word) => word.trim());
  const isLower = /^[a-z]/.test(spelled[0] ?? "");
  const words = wanted.split(", ").map((word) => {
    const kept = spelled.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
    return kept ?? (isLower ? word.charAt(0).toLowerCase() + word.slice(1) : word);
  });
  return words.join(", ");
}

/** Whether a type names exactly the classes of another. */
export function sameType(left: string, right: string): boolean {
  const [a, b] = [readIdentityType(left), readIdentityType(right)];
  return (
    a !== undefined && b !== undefined && a.systemAssigned === b.systemAssigned && a.userAssigned === b.userAssigned
  );
}
