import { l10n } from "vscode";
import type { MutationRefusal } from "../../mutation/mutationError";
import type { FailureWords } from "./failureWords";
import { describeHazard } from "./hazard";

/** Says why a change was refused before anything was sent. */
export function describeRefusal(refusal: MutationRefusal): FailureWords {
  if (refusal.reason === "unreadableIdentity") {
    return {
      what: l10n.t("The identities of {0} cannot be understood.", refusal.resource.name),
      meaning: l10n.t("Azure describes them in a way that this version does not know: {0}", refusal.reading.detail),
      advice: l10n.t("Nothing was changed, so that nothing can be lost. Use the Azure portal for this resource."),
    };
  }
  const [first] = refusal.hazards;
  const words = first === undefined ? undefined : describeHazard(first);
  return {
    what: words?.headline ?? l10n.t("This change cannot be made."),
    meaning: words?.meaning ?? "",
    advice: l10n.t("Nothing was changed."),
  };
}
