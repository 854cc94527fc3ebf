import { l10n } from "vscode";
import { TAG_LIMITS, type TagReading } from "../../azure/identities/identityLifecycleTags";

/** What is wrong with a list of tags. */
export function describeTagFault({ reason, part }: Extract<TagReading, { kind: "invalid" }>): string {
  switch (reason) {
    case "noEquals":
      return l10n.t("Enter {0} as name=value.", part);
    case "noName":
      return l10n.t("Enter a tag name before the equals sign.");
    case "badName":
      return l10n.t("A tag name can't contain any of these characters: < > % & \\ ? /");
    case "nameTooLong":
      return l10n.t("A tag name can have at most {0} characters.", TAG_LIMITS.name);
    case "valueTooLong":
      return l10n.t("A tag value can have at most {0} characters.", TAG_LIMITS.value);
    case "twice":
      return l10n.t("{0} repeats a tag.", part);
    case "tooMany":
      return l10n.t("Enter at most {0} tags.", TAG_LIMITS.count);
  }
}
