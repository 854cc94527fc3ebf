import { l10n } from "vscode";
import type { AzureFailure } from "../../azure/azureError";
import { resourceName } from "../../identity/resourceId";
import { quoteBash } from "../../render/bashQuote";
import { formatNames } from "./change";
import type { FailureWords } from "./failureWords";

type Failure<Reason extends AzureFailure["reason"]> = Extract<AzureFailure, { reason: Reason }>;

/** A provider that the subscription isn't registered for: the command that registers it, and a button that does. `meaning`: what it means. */
export function notRegisteredWords(
  { namespace, subscriptionId }: Failure<"notRegistered">,
  message: string | undefined,
  meaning: string,
): FailureWords {
  if (namespace === undefined) {
    return {
      what: message ?? l10n.t("The subscription isn't registered for a resource provider."),
      meaning,
      advice: l10n.t("Register the resource provider in the Azure portal, then try again."),
    };
  }
  const subscription = subscriptionId === undefined ? [] : ["--subscription", subscriptionId];
  const command = ["az", "provider", "register", "--namespace", namespace, ...subscription].map(quoteBash).join(" ");
  return {
    what: l10n.t("The subscription isn't registered for {0}.", namespace),
    meaning,
    advice: l10n.t("Register it here or with {0}, then try again.", command),
    ...(subscriptionId === undefined
      ? {}
      : {
          action: {
            title: l10n.t("Register {0}", namespace),
            command: "managedIdentities.registerProvider",
            arguments: [{ namespace, subscriptionId }],
          },
        }),
  };
}

/** Identities that the resource carried before the change, and that Azure rejects. A role is no remedy where they are gone. */
export function carriedIdentityWords({ resourceId, identityIds, others }: Failure<"carriedIdentity">): FailureWords {
  const [resource, carried] = [resourceName(resourceId), formatNames(identityIds.map(resourceName))];
  return {
    what:
      others.length === 0
        ? l10n.t("{resource} already lists {identity}, which Azure rejects.", { resource, identity: carried })
        : l10n.t("{resource} already lists {identity}, which Azure rejects along with {other}.", {
            resource,
            identity: carried,
            other: formatNames(others.map(resourceName)),
          }),
    meaning: l10n.t("It was deleted or you can't use it."),
    advice: l10n.t("Repair the reference, then try again."),
    action: {
      title: l10n.t("Repair Dead References"),
      command: "managedIdentities.repairDeadReferences",
      arguments: [{ kind: "resource", id: resourceId, subscriptionKey: "", resourceId }],
    },
  };
}
