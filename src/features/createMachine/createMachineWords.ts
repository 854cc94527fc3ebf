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
      return l10n.t("A name has at least 1 character.");
    case "tooLong":
      return operatingSystem === "Windows"
        ? l10n.t("A name for Windows has at most {0} characters.", LONGEST_MACHINE_NAME.Windows)
        : l10n.t("A name has at most {0} characters.", LONGEST_MACHINE_NAME.Linux);
    case "badCharacter":
      return l10n.t("A name holds letters, digits and hyphens only.");
    case "badEdge":
      return l10n.t("A name neither starts nor ends with a hyphen.");
    case "onlyDigits":
      return l10n.t("A name holds something else than digits too.");
  }
}

/** What is wrong with the name of an administrator; undefined where nothing is. */
export function describeAdministrator(name: string, operatingSystem: OperatingSystem): string | undefined {
  switch (checkAdministrator(name, operatingSystem)) {
    case "valid":
      return undefined;
    case "empty":
      return l10n.t("A name has at least 1 character.");
    case "tooLong":
      return l10n.t("A name has at most {0} characters.", LONGEST_ADMINISTRATOR[operatingSystem]);
    case "badCharacter":
      return l10n.t(
        "The name starts with a letter or an underscore and holds letters, digits, hyphens and underscores only.",
      );
    case "disallowed":
      return l10n.t("Azure does not allow this name for an administrator.");
  }
}

/** What is wrong with a password; undefined where nothing is. */
export function describePassword(password: string, operatingSystem: OperatingSystem): string | undefined {
  const [shortest, longest] = PASSWORD_LENGTHS[operatingSystem];
  switch (checkPassword(password, operatingSystem)) {
    case "valid":
      return undefined;
    case "tooShort":
      return l10n.t("The password has at least {0} characters.", shortest);
    case "tooLong":
      return l10n.t("The password has at most {0} characters.", longest);
    case "tooSimple":
      return l10n.t("The password holds three of these: small letters, capital letters, digits, other characters.");
    case "disallowed":
      return l10n.t("Azure does not allow this password, because it is well known.");
  }
}

/** What is wrong with an SSH public key; undefined where nothing is. */
export function describeSshKey(text: string): string | undefined {
  switch (checkSshPublicKey(text)) {
    case "valid":
      return undefined;
    case "privateKey":
      return l10n.t("This is a private key, which must not leave your computer. Paste the public one.");
    case "notAPublicKey":
      return l10n.t("This isn't an SSH public key. It must start with ssh-ed25519, ssh-rsa or ecdsa-sha2.");
  }
}
