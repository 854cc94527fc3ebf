import { l10n } from "vscode";
import { resourceName } from "../../identity/resourceId";
import { namesInWords } from "../../ui/words/change";
import type { LiveComparison } from "../live/comparison";
import { identityNameInWords } from "./resource";

function droppedInWords({ dropped, unknown, isSilent }: LiveComparison, live: string): string | undefined {
  const names = namesInWords(dropped.map(({ id }) => resourceName(id)));
  if (dropped.length === 0) {
    return undefined;
  }
  if (isSilent) {
    return l10n.t(
      "{0} has {1}, and this template names no identity for it: deploying it may remove them.",
      live,
      names,
    );
  }
  return unknown.length === 0
    ? l10n.t("Deploying this template would remove {0} from {1}.", names, live)
    : l10n.t(
        "Deploying this template would remove {0} from {1}, unless {2} names them.",
        names,
        live,
        namesInWords(unknown.map(identityNameInWords)),
      );
}

/** What deploying a template would do to a live resource, in sentences; none where nothing would change. */
export function comparisonInWords(comparison: LiveComparison, live: string): readonly string[] {
  const { systemAssigned, added, isSilent } = comparison;
  const system =
    systemAssigned === "enabled"
      ? l10n.t("Deploying this template would enable the system-assigned identity of {0}.", live)
      : systemAssigned === "disabled"
        ? isSilent
          ? l10n.t("{0} has a system-assigned identity that this template does not name.", live)
          : l10n.t("Deploying this template would disable the system-assigned identity of {0} for good.", live)
        : undefined;
  const gained =
    added.length === 0
      ? undefined
      : l10n.t("Deploying this template would add {0} to {1}.", namesInWords(added.map(identityNameInWords)), live);
  return [system, gained, droppedInWords(comparison, live)].filter((sentence) => sentence !== undefined);
}
