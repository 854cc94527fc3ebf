import { l10n } from "vscode";

/** That something is wrong with resources below a row; nothing where nothing is. */
export function describeWarningsBelow(count: number): readonly string[] {
  switch (count) {
    case 0:
      return [];
    case 1:
      return [l10n.t("1 resource needs attention")];
    default:
      return [l10n.t("{0} resources need attention", count)];
  }
}
