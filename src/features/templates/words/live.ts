import { l10n } from "vscode";
import type { Spelling } from "../../../documents/documentLanguage";
import type { LiveComparison } from "../../../documents/liveComparison";
import { describeDifference, formatNames } from "../../../ui/words/change";
import { formatIdentityName } from "./resource";

/** What deploying a template would do to a live resource, in sentences; none where nothing would change. */
export function describeComparison(comparison: LiveComparison, live: string, spelling: Spelling): readonly string[] {
  const { systemAssigned, added, dropped, unknown, isSilent } = comparison;
  const difference = {
    systemAssigned: systemAssigned === "unknown" || systemAssigned === "same" ? ("unchanged" as const) : systemAssigned,
    assigned: added.map((text) => ({ id: formatIdentityName(text, spelling) })),
    removed: dropped,
  };
  if (difference.systemAssigned === "unchanged" && added.length === 0 && dropped.length === 0) {
    return [];
  }
  const would = describeDifference(difference);
  const unknownOnes = formatNames(unknown.map((text) => formatIdentityName(text, spelling)));
  const isOpen = dropped.length > 0 && unknown.length > 0;
  const perhaps = l10n.t(
    "The value of {0} is unknown. It might refer to an identity that's shown as removed.",
    unknownOnes,
  );
  if (spelling.takesEffectBy === "apply") {
    const applied = l10n.t("Applying this configuration to {resource} would {changes}.", {
      resource: live,
      changes: would,
    });
    return isOpen ? [applied, perhaps] : [applied];
  }
  if (isSilent) {
    return [
      l10n.t("This template doesn't specify identities. Deploying it to {resource} might {changes}.", {
        resource: live,
        changes: would,
      }),
    ];
  }
  const deployed = l10n.t("Deploying this template to {resource} would {changes}.", { resource: live, changes: would });
  return isOpen ? [deployed, perhaps] : [deployed];
}

/** That nothing would change on a live resource. */
export function describeSame(live: string, { takesEffectBy }: Spelling): string {
  return takesEffectBy === "apply"
    ? l10n.t("Applying this configuration wouldn't change the identities of {0}.", live)
    : l10n.t("Deploying this template wouldn't change the identities of {0}.", live);
}

/** What an import has left in a template beside the identities of the live resource, because it may be one of them. @param kept their names */
export function describeKept(kept: readonly string[]): string {
  return l10n.t(
    "The value of {0} is unknown, so it was kept. Remove it if it refers to an imported identity.",
    formatNames(kept),
  );
}
