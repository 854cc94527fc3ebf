import { l10n } from "vscode";
import type { AzureFailure } from "../../azure/azureError";
import type { SignInKind } from "../settings";
import type { FailureWords } from "./failureWords";

/** A tenant's id or domain, and nothing else: the command line is for a terminal, and the id comes from a service. */
const TENANT = /^[0-9a-z][0-9a-z.-]{0,252}$/i;

/** Says that there is no token, and what helps: each way to sign in has its own. */
export function describeNotSigned(
  { tenantId, wants }: Extract<AzureFailure, { reason: "notSignedIn" }>,
  kind: SignInKind,
): FailureWords {
  switch (kind) {
    case "azureCli":
      return {
        what: l10n.t("You aren't signed in to Azure."),
        meaning: l10n.t("The Azure CLI isn't signed in, its sign-in has expired, or it isn't installed."),
        advice: l10n.t("Run {0} in a terminal, then try again.", azLoginCommand(tenantId)),
        action: {
          title: l10n.t("Run az login"),
          command: "managedIdentities.runAzLogin",
          arguments: tenantId === undefined ? [] : [tenantId],
        },
      };
    case "environment":
      return {
        what: l10n.t("You aren't signed in to Azure."),
        meaning: l10n.t("Azure rejected the service principal from the environment variables."),
        advice: l10n.t(
          "Check {0}, then restart VS Code from where they're set.",
          "AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH",
        ),
      };
    case "vscode":
      return {
        ...(wants === "moreProof"
          ? {
              what: l10n.t("Azure requires you to sign in again."),
              meaning: l10n.t("This operation needs stronger authentication, such as a second factor."),
            }
          : {
              what: l10n.t("You aren't signed in to Azure."),
              meaning: l10n.t("There's no account, or its sign-in has expired."),
            }),
        advice: l10n.t("Sign in and try again."),
        action: { title: l10n.t("Sign In"), command: "managedIdentities.signIn" },
      };
  }
}

/** Says that the sign-in took too long. The request that it was for was never sent. */
export function signInTimeoutWords(): FailureWords {
  return {
    what: l10n.t("Signing in to Azure timed out."),
    meaning: l10n.t("Nothing can be read from Azure without it."),
    advice: l10n.t("Check your network, then try again."),
    action: { title: l10n.t("Refresh"), command: "managedIdentities.refresh" },
  };
}

/** Says which variable of the way to sign in by the environment is not set. */
export function variableMissingWords(name: string): FailureWords {
  return {
    what: l10n.t("The environment variable {0} isn't set.", name),
    meaning: l10n.t("The selected sign-in method requires it."),
    advice: l10n.t("Set it, then restart VS Code from there."),
  };
}

/** The command that signs in to the Azure CLI, to a tenant where its id is one. */
export function azLoginCommand(tenantId: string | undefined): string {
  return tenantId !== undefined && TENANT.test(tenantId) ? `az login --tenant ${tenantId}` : "az login";
}
