/** One set of rights that a principal has at a scope: what its actions match, less what its notActions match. */
export interface PermissionSet {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** Whether any of the sets gives an action. A set takes away only from what it gives itself; casing does not matter. */
export function isGranted(sets: readonly PermissionSet[], action: string): boolean {
  return sets.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => matchesAction(pattern, action)) &&
      !notActions.some((pattern) => matchesAction(pattern, action)),
  );
}

/**
 * Whether a pattern such as `Microsoft.Compute/*` stands for an action. `*` is any run of characters. A segment that is only `*`
 * may also be missing: Managed Identity Operator has `*` between `userAssignedIdentities` and `assign/action`, and
 * what is checked is `userAssignedIdentities/assign/action` (docs/azure-behaviour.md#required-permissions).
 */
export function matchesAction(pattern: string, action: string): boolean {
  const [wanted, asked] = [pattern.toLowerCase(), action.toLowerCase()];
  return matchesWildcards(wanted, asked) || matchesWildcards(wanted.replaceAll("/*/", "/"), asked);
}

// Looked for with indexOf, part by part, and not by a regular expression: patterns come from a server, and this cannot backtrack.
function matchesWildcards(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const first = parts.shift() ?? "";
  const last = parts.pop();
  if (last === undefined) {
    return text === first;
  }
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last) || end < first.length) {
    return false;
  }
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) {
      return false;
    }
    at = found + part.length;
  }
  return true;
}
