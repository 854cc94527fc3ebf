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
        "API profile {profile} selects API version {version}, which uses userAssignedIdentities instead of identityIds.",
        { profile, version: apiVersion },
      );
    case "dictionaryInsteadOfArray":
      return l10n.t(
        "API profile {profile} selects API version {version}, which uses identityIds instead of userAssignedIdentities.",
        { profile, version: apiVersion },
      );
    case "apiVersionHasNoIdentity":
      return l10n.t(
        "API profile {profile} selects API version {version}, which doesn't support managed identities. They require {required} or later.",
        { profile, version: apiVersion, required: diagnostic.lowest },
      );
    case "apiVersionHasNoUserAssigned":
      return l10n.t(
        "API profile {profile} selects API version {version}, which doesn't support user-assigned identities. They require {required} or later.",
        { profile, version: apiVersion, required: diagnostic.lowest },
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
        "API version {0} uses userAssignedIdentities here. identityIds ended with 2018-06-01.",
        diagnostic.apiVersion,
      );
    case "dictionaryInsteadOfArray":
      return l10n.t(
        "API version {0} uses identityIds here. userAssignedIdentities requires 2018-06-01 or later.",
        diagnostic.apiVersion,
      );
    case "userAssignedWithoutIdentities":
      return l10n.t('The type "{0}" requires user-assigned identities, but none are listed.', say(diagnostic.type));
    case "identitiesWithoutUserAssigned":
      return diagnostic.type === undefined
        ? l10n.t("User-assigned identities are listed, but the type is missing.")
        : l10n.t(
            'User-assigned identities are listed, but the type "{0}" doesn\'t include them.',
            say(diagnostic.type),
          );
    case "typeNotKnown":
      if (spelling.takesEffectBy === "apply") {
        return l10n.t(
          '"{0}" isn\'t an identity type. Use SystemAssigned, UserAssigned, or "SystemAssigned, UserAssigned".',
          say(diagnostic.type),
        );
      }
      return l10n.t(
        '"{0}" isn\'t an identity type. Use SystemAssigned, UserAssigned, both separated by a comma, or None.',
        say(diagnostic.type),
      );
    case "typeSpelling":
      return l10n.t('"{found}" isn\'t accepted. Use "{accepted}".', {
        found: say(diagnostic.type),
        accepted: diagnostic.correct,
      });
    case "identityIdCasing":
      return l10n.t(
        "Terraform's azurerm provider doesn't accept the casing of this ID. Use {0}.",
        say(diagnostic.correct),
      );
    case "renamedAttribute":
      return l10n.t("{oldName} was renamed to {newName} in version {version} of the azurerm provider.", {
        oldName: say(diagnostic.attribute),
        newName: diagnostic.replacement,
        version: diagnostic.since,
      });
    case "identityInProperties":
      return diagnostic.holder === "properties"
        ? l10n.t("Azure doesn't support an identity inside properties. Move it next to properties.")
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
      return l10n.t('"{found}" is misspelled. The type is {type}.', {
        found: say(diagnostic.type),
        type: say(diagnostic.correct),
      });
    case "systemAssignedOnFlexible":
      return l10n.t("A Flexible scale set supports only user-assigned identities.");
    case "malformedIdentityId":
      return l10n.t('"{0}" isn\'t the ID of a user-assigned identity.', say(diagnostic.id));
    case "notAUserAssignedIdentity":
      return l10n.t("{name} is a {kind}, not a user-assigned identity.", {
        name: formatIdentityName(diagnostic.id, spelling),
        kind: say(diagnostic.type),
      });
    case "duplicateIdentity":
      return l10n.t("{0} is listed twice.", formatIdentityName(diagnostic.id, spelling));
    case "apiVersionHasNoIdentity":
      return l10n.t("API version {version} doesn't support managed identities. They require {required} or later.", {
        version: diagnostic.apiVersion,
        required: diagnostic.lowest,
      });
    case "apiVersionHasNoUserAssigned":
      return l10n.t(
        "API version {version} doesn't support user-assigned identities. They require {required} or later.",
        { version: diagnostic.apiVersion, required: diagnostic.lowest },
      );
    case "retiredExtension":
      return l10n.t(
        "The managed identity extension is retired. Get tokens from Azure Instance Metadata Service instead.",
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
