import { l10n } from "vscode";
import { formatPlural } from "./plural";

/** That something is wrong with resources below a row; nothing where nothing is. */
export function describeWarningsBelow(count: number): readonly string[] {
  const text = l10n.t("{count, plural, one {# resource needs attention} other {# resources need attention}}");
  return count === 0 ? [] : [formatPlural(text, { count })];
}
