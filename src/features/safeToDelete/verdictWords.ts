import { l10n } from "vscode";
import type { SurveyProgress } from "./survey";
import { type Finding, type Source, type Verdict } from "./findings";
import { describeListingProgress } from "../usage/gapWords";

/** What can know that an identity is in use, as a heading. */
export function formatSource(source: Source): string {
  switch (source) {
    case "machines":
      return l10n.t("Virtual machines and scale sets");
    case "services":
      return l10n.t("Other resources");
    case "unseen":
      return l10n.t("Resources that you can't read");
    case "federatedCredentials":
      return l10n.t("Federated credentials");
    case "roleAssignments":
      return l10n.t("Role assignments");
    case "groups":
      return l10n.t("Microsoft Entra groups");
    case "appRoles":
      return l10n.t("API permissions");
    case "lastSignIn":
      return l10n.t("Last sign-in");
  }
}

/** Whether it is safe to delete, in a few words. */
export function formatVerdict(verdict: Verdict): string {
  switch (verdict) {
    case "inUse":
      return l10n.t("Not safe: in use");
    case "usedFromOutside":
      return l10n.t("Not safe: used from outside Azure");
    case "signedIn":
      return l10n.t("Not safe: signed in recently");
    case "hasAccess":
      return l10n.t("Check first: it has access");
    case "unknown":
      return l10n.t("Not known: not everything could be checked");
    case "noUseFound":
      return l10n.t("Probably safe: no use found");
  }
}

/** What the verdict means, in a sentence or two. */
export function describeVerdict(verdict: Verdict): string {
  switch (verdict) {
    case "inUse":
      return l10n.t("Resources use it. They lose their access when it's deleted.");
    case "usedFromOutside":
      return l10n.t("Workloads outside Azure can sign in as it through its federated credentials.");
    case "signedIn":
      return l10n.t("Nothing that was found uses it, but it signed in during the last 30 days.");
    case "hasAccess":
      return l10n.t("Nothing that was found uses it, but it has access. Find out what the access was granted for.");
    case "unknown":
      return l10n.t("No use was found, but something that wasn't checked might use it.");
    case "noUseFound":
      return l10n.t(
        "Everything that could be asked was checked, and nothing was found. Code elsewhere might still refer to it.",
      );
  }
}

/** An icon for a verdict. */
export function iconOfVerdict(verdict: Verdict): string {
  switch (verdict) {
    case "inUse":
    case "usedFromOutside":
    case "signedIn":
      return "error";
    case "hasAccess":
      return "warning";
    case "unknown":
      return "question";
    case "noUseFound":
      return "pass";
  }
}

/** What one source told, in a sentence. */
export function describeFinding({ state, found, gaps }: Finding): string {
  if (state === "notNeeded") {
    return l10n.t("Not checked, because it's in use.");
  }
  if (found.length > 0) {
    return l10n.t("{0} found", found.length);
  }
  return state === "checked" && gaps.length === 0 ? l10n.t("None found") : l10n.t("Couldn't be checked completely");
}

/** How far a check of many identities has come. */
export function describeSurveyProgress(progress: SurveyProgress): string {
  return progress.kind === "listing"
    ? describeListingProgress(progress.progress)
    : l10n.t("{done} of {total} identities", { done: progress.done, total: progress.of });
}
