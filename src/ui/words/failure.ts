import { l10n } from "vscode";
import { AzureError, type SettingProblem, type Written } from "../../azure/azureError";
import { scopeName } from "../../identity/permissionsNeeded";
import { resourceName } from "../../identity/resourceId";
import { signInKind } from "../settings";
import { formatNames } from "./change";
import type { FailureWords } from "./failureWords";
import { carriedIdentityWords, notRegisteredWords } from "./refused";
import { describeDenied, describeForbidden, describeLinkedForbidden } from "./forbidden";
import { describeNotSigned, signInTimeoutWords, variableMissingWords } from "./notSignedIn";
import { lockAdvice } from "./permission";
import { formatWritten } from "./written";
import { formatPlural } from "./plural";

function describeSettingProblem(problem: SettingProblem): string {
  switch (problem) {
    case "missing":
      return l10n.t("The selected sign-in method requires it, and it's empty.");
    case "unknownValue":
      return l10n.t("Its value isn't recognized.");
    case "notHttpsAddress":
      return l10n.t("It must be an https:// URL without a user, query, or fragment.");
    case "noMicrosoftAccount":
      return l10n.t("This build of VS Code doesn't support Microsoft accounts.");
    case "otherCloud":
      return l10n.t(
        "The Microsoft account of VS Code is for a different cloud than the selected one. Set the cloud in your user settings. Workspace values are ignored.",
      );
  }
}

/** Says why a request to Azure came to nothing, and what to do about it; of a write also whether it was made. */
export function describeFailure(error: AzureError): FailureWords {
  const { written } = error;
  if (written === undefined) {
    return wordsOf(error, false);
  }
  const words = describeCause(error);
  return { ...words, meaning: sentences(words.meaning, formatWritten(written)) };
}

/** The same without a word on whether anything was written, where that is said beside it. */
export const describeCause = (error: AzureError): FailureWords => wordsOf(error, true);

const nothingChanged = (isFateSaid: boolean): string => (isFateSaid ? "" : l10n.t("No changes were made."));

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");

function wordsOf({ failure, answer, cause, written }: AzureError, isFateSaid: boolean): FailureWords {
  switch (failure.reason) {
    case "notSignedIn":
      return describeNotSigned(failure, signInKind());
    case "signInTimeout":
      return signInTimeoutWords();
    case "forbidden":
      return describeForbidden(failure);
    case "linkedForbidden":
      return describeLinkedForbidden(failure, answer?.message);
    case "denied":
      return describeDenied(failure);
    case "directoryForbidden":
      return {
        what: l10n.t("Microsoft Entra ID doesn't allow this."),
        meaning: l10n.t(
          "Your account, or this extension in your organization, doesn't have permission to read or change groups.",
        ),
        advice: l10n.t("Ask a Microsoft Entra ID administrator to do it, or ask for the Groups Administrator role."),
      };
    case "principalNotFound":
      return {
        what: l10n.t("Microsoft Entra ID doesn't know this identity yet."),
        meaning: l10n.t("A new identity takes a while to become available everywhere."),
        advice: l10n.t("Try again in a few minutes. If that doesn't help, check that the identity still exists."),
      };
    case "notFound":
      return {
        what: l10n.t("The resource wasn't found."),
        meaning: l10n.t("It was deleted, moved, or renamed after it was listed."),
        advice: l10n.t("Refresh the tree."),
        action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
      };
    case "conflict":
      return {
        what: l10n.t("Another operation is changing this resource."),
        meaning: l10n.t("Azure runs one change at a time, and the other one didn't finish in time."),
        advice: l10n.t("Try again in a minute."),
      };
    case "preconditionFailed":
      return {
        what: l10n.t("The resource keeps changing."),
        meaning: l10n.t("Each time it was read, someone else changed it before this change was made."),
        advice: l10n.t("Try again when the other changes are done."),
      };
    case "throttled":
      return {
        what: l10n.t("Azure is throttling requests."),
        meaning: l10n.t("Too many requests were sent for this subscription or resource."),
        advice:
          failure.retryAfterSeconds === undefined
            ? l10n.t("Try again in a minute.")
            : formatPlural(l10n.t("Try again in {count, plural, one {# second} other {# seconds}}."), {
                count: failure.retryAfterSeconds,
              }),
      };
    case "locked":
      return {
        what: l10n.t("A lock prevents this change."),
        meaning: l10n.t("There is a lock on {0}.", formatNames(failure.lockedScopes.map(scopeName))),
        advice: lockAdvice(),
      };
    case "notRegistered":
      return notRegisteredWords(failure, answer?.message, nothingChanged(isFateSaid));
    case "readOnlySubscription":
      return {
        what: l10n.t("The subscription is disabled, so it's read-only."),
        meaning: nothingChanged(isFateSaid),
        advice: l10n.t("Ask its billing owner to re-enable it, then try again."),
      };
    case "beingDeleted":
      return {
        what: l10n.t("The resource group is being deleted."),
        meaning: nothingChanged(isFateSaid),
        advice: l10n.t("Refresh the tree."),
        action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
      };
    case "carriedIdentity":
      return carriedIdentityWords(failure);
    case "invalid":
      return {
        what: answer?.message ?? l10n.t("Azure rejected the change."),
        meaning: answer === undefined ? l10n.t("Azure gave no reason.") : "",
        advice: nothingChanged(isFateSaid),
      };
    case "deadIdentity":
      return {
        what: l10n.t("{0} no longer exists.", formatNames(failure.identityIds.map(resourceName))),
        meaning: l10n.t("The identity was deleted, so it can't be assigned."),
        advice: l10n.t("Select a different identity, or remove the reference to it from the resource."),
      };
    case "network":
      return networkWords(cause, written, isFateSaid);
    case "cancelled":
      return failure.sent
        ? {
            what: l10n.t("You stopped waiting."),
            meaning: l10n.t("Canceling doesn't stop a change that was already sent."),
            advice: l10n.t("Refresh in a minute to see how it ended."),
            action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
          }
        : { what: l10n.t("Canceled."), meaning: l10n.t("Nothing was sent."), advice: "" };
    case "operationFailed":
      return {
        ...(answer === undefined
          ? { what: l10n.t("Azure accepted the change, but it failed."), meaning: l10n.t("Azure gave no reason.") }
          : { what: answer.message, meaning: l10n.t("Azure accepted the change, but it failed.") }),
        advice: l10n.t("Refresh to see the current identities of the resource."),
        action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
      };
    case "badAnswer":
      return {
        what: l10n.t("Couldn't read the response."),
        meaning: l10n.t("It isn't a response from Azure. A proxy or sign-in page might have answered instead."),
        advice: l10n.t("Check your network and the cloud settings."),
      };
    case "serverError":
      return {
        what: l10n.t("Azure returned a server error."),
        meaning: answer?.message ?? l10n.t("Azure gave no reason."),
        advice: l10n.t("Try again in a few minutes."),
      };
    case "badSettings":
      if (failure.setting.startsWith("AZURE_")) {
        return variableMissingWords(failure.setting);
      }
      return {
        what: l10n.t("The setting {0} can't be used.", failure.setting),
        meaning:
          failure.setting === "managedIdentities.cloud.graphEndpoint" && failure.detail === "missing"
            ? l10n.t("The Microsoft Graph endpoint of this cloud is unknown.")
            : describeSettingProblem(failure.detail),
        ...(failure.setting === "managedIdentities.signIn"
          ? {
              advice: l10n.t("Select another way to sign in."),
              action: { title: l10n.t("Choose How to Sign In..."), command: "managedIdentities.chooseSignIn" },
            }
          : {
              advice: l10n.t("Correct it in Settings."),
              action: { title: l10n.t("Open Settings"), command: "managedIdentities.openSettings" },
            }),
      };
  }
}

/** No answer. Whether it was to a write, `written` says; the error of a look at how a write ended has another one as its cause. */
function networkWords(cause: unknown, written: Written | undefined, isFateSaid: boolean): FailureWords {
  const action = { title: l10n.t("Refresh"), command: "managedIdentities.refresh" };
  if (AzureError.is(cause)) {
    const { what } = describeFailure(cause);
    return {
      what: l10n.t("Couldn't read how the change ended."),
      meaning: isFateSaid ? what : l10n.t("{0} It's unknown whether the change was made.", what),
      advice: l10n.t("Check your network and refresh to see the current state before you try again."),
      action,
    };
  }
  return {
    what: l10n.t("Azure didn't respond."),
    meaning: l10n.t("The connection failed or was closed."),
    advice:
      written === undefined || written === "no"
        ? l10n.t("Check your network, then try again.")
        : l10n.t("Check your network and refresh to see the current state before you try again."),
    action,
  };
}
