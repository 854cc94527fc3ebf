import { l10n } from "vscode";
import { AzureError, type SettingProblem } from "../../azure/azureError";
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

function describeSettingProblem(problem: SettingProblem): string {
  switch (problem) {
    case "missing":
      return l10n.t("It is needed for the chosen way to sign in, and it is empty.");
    case "unknownValue":
      return l10n.t("It holds a value that is not known.");
    case "notHttpsAddress":
      return l10n.t("It has to be an address that starts with https:// and holds no user, query or fragment.");
    case "noMicrosoftAccount":
      return l10n.t(
        "This build of VS Code has no Microsoft account. Choose the Azure CLI or the environment variables instead.",
      );
    case "otherCloud":
      return l10n.t(
        "The Microsoft account of VS Code is for another cloud than the chosen one. A cloud counts only where your user settings choose it, not those of a folder or a workspace.",
      );
  }
}

/** Says why a request to Azure came to nothing, and what to do about it. */
export function describeFailure(error: AzureError): FailureWords {
  const words = withoutFate(error);
  return error.written === undefined
    ? words
    : { ...words, meaning: sentences(words.meaning, formatWritten(error.written)) };
}

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");

function withoutFate({ failure, answer, cause, written }: AzureError): FailureWords {
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
        what: l10n.t("The directory does not allow this."),
        meaning: l10n.t(
          "Your account, or this extension in your organization, doesn't have permission to read or change groups.",
        ),
        advice: l10n.t("Ask an administrator of Microsoft Entra ID to do it, or for the role Groups Administrator."),
      };
    case "principalNotFound":
      return {
        what: l10n.t("The directory does not know this identity yet."),
        meaning: l10n.t("A new identity takes a while to be known everywhere. Nothing was granted."),
        advice: l10n.t("Try again in some minutes. If that does not help, check that the identity still exists."),
      };
    case "notFound":
      return {
        what: l10n.t("The resource was not found."),
        meaning: l10n.t("It was deleted, moved or renamed since it was listed."),
        advice: l10n.t("Refresh the tree."),
        action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
      };
    case "conflict":
      return {
        what: l10n.t("Another operation is changing this resource."),
        meaning: l10n.t("Azure lets one change run at a time, and the other one did not end in time."),
        advice: l10n.t("Try again in a minute."),
      };
    case "preconditionFailed":
      return {
        what: l10n.t("The resource keeps changing."),
        meaning: l10n.t("Each time that it was read, somebody else wrote to it before this change."),
        advice: l10n.t("Try again when the other changes are done."),
      };
    case "throttled":
      return {
        what: l10n.t("Azure asks to slow down."),
        meaning: l10n.t("Too many requests were sent for this subscription or resource."),
        advice:
          failure.retryAfterSeconds === undefined
            ? l10n.t("Try again in a minute.")
            : l10n.t("Try again in {0} seconds.", failure.retryAfterSeconds),
      };
    case "locked":
      return {
        what: l10n.t("A lock forbids this change."),
        meaning: l10n.t("There is a lock on {0}.", formatNames(failure.lockedScopes.map(scopeName))),
        advice: lockAdvice(),
      };
    case "notRegistered":
      return notRegisteredWords(failure, answer?.message);
    case "readOnlySubscription":
      return {
        what: l10n.t("The subscription is disabled, so it's read-only."),
        meaning: written === undefined ? l10n.t("Nothing was changed.") : "",
        advice: l10n.t("Ask its billing owner to re-enable it, then try again."),
      };
    case "beingDeleted":
      return {
        what: l10n.t("The resource group is being deleted."),
        meaning: written === undefined ? l10n.t("Nothing was changed.") : "",
        advice: l10n.t("Refresh the tree."),
        action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
      };
    case "carriedIdentity":
      return carriedIdentityWords(failure);
    case "invalid":
      return {
        what: answer?.message ?? l10n.t("Azure refused the change."),
        meaning: answer === undefined ? l10n.t("It gave no reason.") : "",
        advice: written === undefined ? l10n.t("Nothing was changed.") : "",
      };
    case "deadIdentity":
      return {
        what: l10n.t("{0} no longer exists.", formatNames(failure.identityIds.map(resourceName))),
        meaning: l10n.t("The identity was deleted, so it cannot be assigned, and Azure refused the whole change."),
        advice: l10n.t("Choose another identity, or remove the reference to it from the resource."),
      };
    case "network":
      return {
        what: AzureError.is(cause)
          ? l10n.t("How the change ended could not be read.")
          : l10n.t("Azure did not answer."),
        meaning: AzureError.is(cause)
          ? l10n.t("{0} Whether the change has arrived is not known.", describeFailure(cause).what)
          : l10n.t("The connection could not be made or was closed. Whether a change has arrived is not known."),
        advice: l10n.t("Check the network, refresh, and look before you try again."),
        action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
      };
    case "cancelled":
      return failure.sent
        ? {
            what: l10n.t("You stopped waiting."),
            meaning: l10n.t("The change had been sent, and Azure goes on with it."),
            advice: l10n.t("Refresh in a minute to see how it ended."),
            action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
          }
        : { what: l10n.t("Cancelled."), meaning: l10n.t("Nothing was sent."), advice: "" };
    case "operationFailed":
      return {
        ...(answer === undefined
          ? { what: l10n.t("Azure accepted the change and then failed at it."), meaning: l10n.t("It gave no reason.") }
          : { what: answer.message, meaning: l10n.t("Azure accepted the change and then failed at it.") }),
        advice: l10n.t("Refresh to see what the resource carries now."),
        action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
      };
    case "badAnswer":
      return {
        what: l10n.t("The answer could not be understood."),
        meaning: l10n.t("It is not what Azure sends. A proxy or a sign-in page may have answered in its place."),
        advice: l10n.t("Check the network and the cloud settings."),
      };
    case "serverError":
      return {
        what: l10n.t("Azure returned a server error."),
        meaning: answer?.message ?? l10n.t("It gave no reason."),
        advice: l10n.t("Try again in some minutes."),
      };
    case "badSettings":
      if (failure.setting.startsWith("AZURE_")) {
        return variableMissingWords(failure.setting);
      }
      return {
        what: l10n.t("The setting {0} cannot be used.", failure.setting),
        meaning:
          failure.setting === "managedIdentities.cloud.graphEndpoint" && failure.detail === "missing"
            ? l10n.t("The address of Microsoft Graph in this cloud is not known.")
            : describeSettingProblem(failure.detail),
        advice: l10n.t("Correct it in the settings."),
        action: { title: l10n.t("Open Settings"), command: "managedIdentities.openSettings" },
      };
  }
}
