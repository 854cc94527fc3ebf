import { l10n } from "vscode";
import type { MutationRefusal } from "../../mutation/mutationError";
import type { FailureWords } from "./failureWords";
import { describeHazard } from "./hazardWords";

/** Says why a change was refused before anything was sent. */
export function describeRefusal(refusal: MutationRefusal): FailureWords {
  if (refusal.reason === "unreadableIdentity") {
    return {
      what: l10n.t("Couldn't read the identities of {0}.", refusal.resource.name),
      meaning: l10n.t(
        "They're in a form that this version of the extension doesn't support: {0}",
        refusal.reading.detail,
      ),
      advice: l10n.t("No changes were made, so nothing is lost. Use the Azure portal for this resource."),
    };
  }
  const [first] = refusal.hazards;
  const words = first === undefined ? undefined : describeHazard(first);
  return {
    what: words?.headline ?? l10n.t("This change can't be made."),
    meaning: words?.meaning ?? "",
    advice: l10n.t("No changes were made."),
  };
}
