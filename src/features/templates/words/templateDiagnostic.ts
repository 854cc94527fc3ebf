import { l10n } from "vscode";
import type { Spelling } from "../../../documents/documentLanguage";
import type { DiagnosticFacts } from "../../../documents/documentDiagnostic";
import type { NamedResource } from "../../../documents/documentResource";
import { formatIdentityName, formatName, shortText } from "./resource";

type Facts = DiagnosticFacts<NamedResource>;

/** The same where the API version is not in the text, but comes from the API profile of the template. */
function describeProfile(diagnostic: Extract<Facts, { readonly profile: unknown }>, profile: string): string {
  const { apiVersion } = diagnostic;
  switch (diagnostic.code) {
    case "arrayInsteadOfDictionary":
      return l10n.t(
        "API profile {0} selects API version {1}, which uses userAssignedIdentities instead of identityIds.",
        profile,
        apiVersion,
      );
    case "dictionaryInsteadOfArray":
      return l10n.t(
        "API profile {0} selects API version {1}, which uses identityIds instead of userAssignedIdentities.",
        profile,
        apiVersion,
      );
    case "apiVersionHasNoIdentity":
      return l10n.t(
        "API profile {0} selects API version {1}, which doesn't support managed identities. They require {2} or later.",
        profile,
        apiVersion,
        diagnostic.lowest,
      );
    case "apiVersionHasNoUserAssigned":
      return l10n.t(
        "API profile {0} selects API version {1}, which doesn't support user-assigned identities. They require {2} or later.",
        profile,
        apiVersion,
        diagnostic.lowest,
      );
  }
}

/** What is wrong, and what comes of it. */
export function describeDiagnostic(diagnostic: Facts, spelling: Spelling): string {
  const say = (text: string) => shortText(spelling.plainText(text));
  if ("profile" in diagnostic && diagnostic.profile !== undefined) {
    return describeProfile(diagnostic, say(diagnostic.profile));
  }
  switch (diagnostic.code) {
    case "arrayInsteadOfDictionary":
      return l10n.t(
        "API version {0} wants userAssignedIdentities here: identityIds ended with 2018-06-01.",
        diagnostic.apiVersion,
      );
    case "dictionaryInsteadOfArray":
      return l10n.t(
        "API version {0} wants identityIds here: userAssignedIdentities came with 2018-06-01.",
        diagnostic.apiVersion,
      );
    case "userAssignedWithoutIdentities":
      return l10n.t('The type "{0}" names user-assigned identities, but none is listed.', say(diagnostic.type));
    case "identitiesWithoutUserAssigned":
      return diagnostic.type === undefined
        ? l10n.t("User-assigned identities are listed, but the type is missing.")
        : l10n.t('User-assigned identities are listed, but the type "{0}" leaves them out.', say(diagnostic.type));
    case "typeNotKnown":
      return l10n.t(
        '"{0}" is not a type of identity. Known are SystemAssigned, UserAssigned, both with a comma, and None.',
        say(diagnostic.type),
      );
    case "identityInProperties":
      return diagnostic.holder === "properties"
        ? l10n.t("The identity belongs beside properties, not inside: Azure does not know it here.")
        : l10n.t("Azure doesn't accept an identity in virtualMachineProfile. Move it to the scale set.");
    case "emptyDictionary":
      return l10n.t(
        "Azure doesn't accept userAssignedIdentities with the type \"{0}\", even if it's empty.",
        say(diagnostic.type),
      );
    case "readOnlyMember":
      return l10n.t(
        "{0} is set by Azure. The deployment fails if it differs from the current value.",
        say(diagnostic.member),
      );
    case "identityValueNotEmpty":
      return l10n.t(
        "The value of {0} must be empty. The deployment fails if it differs from the current value.",
        formatIdentityName(diagnostic.id, spelling),
      );
    case "misspeltScaleSetType":
      return l10n.t('"{0}" is misspelt: the type is {1}.', say(diagnostic.type), say(diagnostic.correct));
    case "systemAssignedOnFlexible":
      return l10n.t("A Flexible scale set takes user-assigned identities only.");
    case "malformedIdentityId":
      return l10n.t('"{0}" is not the ID of a user-assigned identity.', say(diagnostic.id));
    case "notAUserAssignedIdentity":
      return l10n.t(
        "{0} is a {1}, not a user-assigned identity.",
        formatIdentityName(diagnostic.id, spelling),
        say(diagnostic.type),
      );
    case "duplicateIdentity":
      return l10n.t("{0} is listed twice.", formatIdentityName(diagnostic.id, spelling));
    case "apiVersionHasNoIdentity":
      return l10n.t(
        "API version {0} has no managed identities. They came with {1}.",
        diagnostic.apiVersion,
        diagnostic.lowest,
      );
    case "apiVersionHasNoUserAssigned":
      return l10n.t(
        "API version {0} has no user-assigned identities. They came with {1}.",
        diagnostic.apiVersion,
        diagnostic.lowest,
      );
    case "retiredExtension":
      return l10n.t(
        "The managed identity extension is retired. Programs get tokens from the instance metadata service instead.",
      );
    case "principalIdWithoutSystemAssigned":
      return diagnostic.member === "principalId"
        ? l10n.t(
            "This reads the principal ID of {0}, which has no system-assigned identity.",
            formatName(diagnostic.resource),
          )
        : l10n.t(
            "This reads the tenant ID of the identity of {0}, which has no system-assigned identity.",
            formatName(diagnostic.resource),
          );
    case "outdatedIdentityReading":
      return l10n.t("This way of reading the system-assigned identity is outdated. Read it from the resource instead.");
  }
}
