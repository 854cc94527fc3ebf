import { l10n } from "vscode";
import type { checkResourceGroupName, NameCheck } from "../../identity/naming";

/** What is wrong with a name, or undefined where nothing is. Lengths are in characters. */
export function describeNameCheck(check: NameCheck, shortest: number, longest: number): string | undefined {
  switch (check) {
    case "valid":
      return undefined;
    case "tooShort":
      return l10n.t("Enter at least {0} characters.", shortest);
    case "tooLong":
      return l10n.t("Enter at most {0} characters.", longest);
    case "badStart":
      return l10n.t("Start the name with a letter or digit.");
    case "badCharacter":
      return l10n.t("Use only letters, digits, hyphens, and underscores.");
  }
}

/** What is wrong with the name of a resource group, or undefined where nothing is. */
export function describeGroupNameCheck(check: ReturnType<typeof checkResourceGroupName>): string | undefined {
  switch (check) {
    case "badEnd":
      return l10n.t("A resource group name can't end with a period.");
    case "badCharacter":
      return l10n.t("Use only letters, digits, hyphens, underscores, periods, and parentheses.");
    default:
      return describeNameCheck(check, 1, 90);
  }
}
