import type { IdentityType } from "../identity/identityState";

const TYPES: readonly IdentityType[] = ["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"];

/** A value with as many mistakes as this is not taken for a misspelling. */
const MOST_MISTAKES = 4;

/** How many letters to add, drop or change; texts are short. */
function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left.charAt(row - 1) === right.charAt(column - 1);
      const change = (previous[column - 1] ?? 0) + (same ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

function simplified(type: string): string {
  return type.toLowerCase().replaceAll(/[^a-z,]/g, "");
}

/** The types that an unknown value may have been meant for: the nearest, else all. */
export function meantTypes(text: string): readonly IdentityType[] {
  const written = simplified(text.slice(0, 60));
  const ranked = TYPES.map((type) => ({ type, mistakes: distance(written, simplified(type)) }));
  const near = ranked.filter(({ mistakes }) => mistakes <= MOST_MISTAKES);
  const best = near.sort((left, right) => left.mistakes - right.mistakes)[0];
  return best === undefined ? TYPES : [best.type];
}
