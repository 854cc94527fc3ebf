import { l10n } from "vscode";
import type { Spelling } from "../../../documents/documentLanguage";
import type { DocumentResource } from "../../../documents/documentResource";
import { describeIdentity, formatKind, formatName } from "./resource";

/** What a block means, and what deploying it does, a sentence a line. */
export function describeMeaning(resource: DocumentResource, spelling: Spelling): readonly string[] {
  const { identity } = resource;
  const head = l10n.t(
    "{0} ({1}). {2}",
    formatName(resource),
    formatKind(resource),
    describeIdentity(resource, spelling),
  );
  if (identity.kind === "unknown") {
    return [head];
  }
  const { systemAssigned, userAssigned } = identity;
  const system =
    systemAssigned === "unknown"
      ? l10n.t("Whether it has a system-assigned identity is decided when it is deployed.")
      : systemAssigned
        ? l10n.t("Deploying it gives it a system-assigned identity, or keeps the one that it has.")
        : l10n.t("Deploying it leaves it without a system-assigned identity: one that it has is lost for good.");
  const user =
    userAssigned === "unknown"
      ? l10n.t("Which user-assigned identities it has is decided when it is deployed.")
      : userAssigned.length === 0
        ? l10n.t("It gets no user-assigned identity: those that it has are removed.")
        : l10n.t("It gets exactly these user-assigned identities: others that it has are removed.");
  return [head, system, user];
}
