import { l10n } from "vscode";
import { inARow } from "./inARow";

/** Most tags that a line names: a resource can have 50. */
const MOST_TAGS = 8;

/** The tags of a resource in a line; nothing where it has none. */
export function formatTags(tags: Readonly<Record<string, string>> | undefined): readonly string[] {
  const pairs = Object.entries(tags ?? {}).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  const shown = pairs.length > MOST_TAGS ? [...pairs.slice(0, MOST_TAGS), "..."] : pairs;
  return pairs.length === 0 ? [] : [l10n.t("Tags: {0}", inARow(shown))];
}
