import { l10n } from "vscode";
import type { OperatingSystem } from "../../identity/newMachine";
import {
  checkAdministrator,
  checkMachineName,
  checkPassword,
  checkSshPublicKey,
  LONGEST_ADMINISTRATOR,
  LONGEST_MACHINE_NAME,
  PASSWORD_LENGTHS,
} from "../../identity/newMachineChecks";

/** What is wrong with the name of a new machine; undefined where nothing is. */
export function describeMachineName(name: string, operatingSystem: OperatingSystem): string | undefined {
  switch (checkMachineName(name, operatingSystem)) {
    case "valid":
      return undefined;
    case "empty":
      return l10n.t("Enter a name.");
    case "tooLong":
      return operatingSystem === "Windows"
        ? l10n.t("A Windows name can have at most {0} characters.", LONGEST_MACHINE_NAME.Windows)
        : l10n.t("Enter at most {0} characters.", LONGEST_MACHINE_NAME.Linux);
    case "badCharacter":
      return l10n.t("Use only letters, digits, and hyphens.");
    case "badEdge":
      return l10n.t("The name can't start or end with a hyphen.");
    case "onlyDigits":
      return l10n.t("The name can't consist of digits only.");
  }
}

/** What is wrong with the name of an administrator; undefined where nothing is. */
export function describeAdministrator(name: string, operatingSystem: OperatingSystem): string | undefined {
  switch (checkAdministrator(name, operatingSystem)) {
    case "valid":
      return undefined;
    case "empty":
      return l10n.t("Enter a name.");
    case "tooLong":
      return l10n.t("Enter at most {0} characters.", LONGEST_ADMINISTRATOR[operatingSystem]);
    case "badCharacter":
      return l10n.t("Start with a letter or underscore, and use only letters, digits, hyphens, and underscores.");
    case "disallowed":
      return l10n.t("Azure doesn't allow this administrator name.");
  }
}

/** What is wrong with a password; undefined where nothing is. */
export function describePassword(password: string, operatingSystem: OperatingSystem): string | undefined {
  const [shortest, longest] = PASSWORD_LENGTHS[operatingSystem];
  switch (checkPassword(password, operatingSystem)) {
    case "valid":
      return undefined;
    case "tooShort":
      return l10n.t("The password must have at least {0} characters.", shortest);
    case "tooLong":
      return l10n.t("The password can have at most {0} characters.", longest);
    case "tooSimple":
      return l10n.t("Use three of these: lowercase letters, uppercase letters, digits, other characters.");
    case "disallowed":
      return l10n.t("Azure doesn't allow this password because it's too common.");
  }
}

/** What is wrong with an SSH public key; undefined where nothing is. */
export function describeSshKey(text: string): string | undefined {
  switch (checkSshPublicKey(text)) {
    case "valid":
      return undefined;
    case "privateKey":
      return l10n.t("This is a private key, which must not leave your computer. Paste the public key.");
    case "notAPublicKey":
      return l10n.t("This isn't an SSH public key. It must start with ssh-ed25519, ssh-rsa or ecdsa-sha2.");
  }
}
