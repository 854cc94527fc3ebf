import type { MachineImage, OperatingSystem } from "./newMachine";
import { parseResourceId, resourceType } from "./resourceId";

/** What is wrong with the name of a new machine; `valid` where nothing is. */
export type MachineNameCheck = "valid" | "empty" | "tooLong" | "badCharacter" | "badEdge" | "onlyDigits";

/** The longest name for each family: the computer name of a machine is the machine's own (OpenAPI 2024-07-01, OSProfile.computerName). */
export const LONGEST_MACHINE_NAME: Readonly<Record<OperatingSystem, number>> = { Linux: 64, Windows: 15 };

/**
 * The rule for names of machines and scale sets: letters, digits and hyphens, neither end a hyphen, no longer than a computer name. The
 * service allows more in some cases; this is what every image takes.
 */
export function checkMachineName(name: string, operatingSystem: OperatingSystem): MachineNameCheck {
  if (name === "") {
    return "empty";
  }
  if (name.length > LONGEST_MACHINE_NAME[operatingSystem]) {
    return "tooLong";
  }
  if (!/^[a-zA-Z0-9-]*$/.test(name)) {
    return "badCharacter";
  }
  if (name.startsWith("-") || name.endsWith("-")) {
    return "badEdge";
  }
  return /^\d+$/.test(name) ? "onlyDigits" : "valid";
}

/** What is wrong with the name of an administrator. */
export type AdministratorCheck = "valid" | "empty" | "tooLong" | "badCharacter" | "disallowed";

/** The longest administrator name for each family (OpenAPI 2024-07-01, OSProfile.adminUsername). */
export const LONGEST_ADMINISTRATOR: Readonly<Record<OperatingSystem, number>> = { Linux: 64, Windows: 20 };

// OpenAPI 2024-07-01, OSProfile.adminUsername.
const DISALLOWED_ADMINISTRATORS = new Set(
  (
    "administrator admin user user1 test user2 test1 user3 admin1 1 123 a actuser adm admin2 aspnet backup console david guest john " +
    "owner root server sql support support_388945a0 sys test2 test3 user4 user5"
  ).split(" "),
);

/** The rule for names of administrators. Characters that one of the systems does not take are left out for both. */
export function checkAdministrator(name: string, operatingSystem: OperatingSystem): AdministratorCheck {
  if (name === "") {
    return "empty";
  }
  if (name.length > LONGEST_ADMINISTRATOR[operatingSystem]) {
    return "tooLong";
  }
  if (DISALLOWED_ADMINISTRATORS.has(name.toLowerCase())) {
    return "disallowed";
  }
  return /^[a-zA-Z_][a-zA-Z0-9_-]*$/.test(name) ? "valid" : "badCharacter";
}

/** What is wrong with a password. */
export type PasswordCheck = "valid" | "tooShort" | "tooLong" | "tooSimple" | "disallowed";

/** Shortest and longest password for each family (OpenAPI 2024-07-01, OSProfile.adminPassword). */
export const PASSWORD_LENGTHS: Readonly<Record<OperatingSystem, readonly [shortest: number, longest: number]>> = {
  Linux: [6, 72],
  Windows: [8, 123],
};

// OpenAPI 2024-07-01, OSProfile.adminPassword.
const DISALLOWED_PASSWORDS = new Set([
  "abc@123",
  "P@$$w0rd",
  "P@ssw0rd",
  "P@ssword123",
  "Pa$$word",
  "pass@word1",
  "Password!",
  "Password1",
  "Password22",
  "iloveyou!",
]);

const CHARACTER_KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[\W_]/];

/** The rule for passwords: a length, three of four kinds of characters, none of the well-known ones. */
export function checkPassword(password: string, operatingSystem: OperatingSystem): PasswordCheck {
  const [shortest, longest] = PASSWORD_LENGTHS[operatingSystem];
  if (password.length < shortest) {
    return "tooShort";
  }
  if (password.length > longest) {
    return "tooLong";
  }
  if (DISALLOWED_PASSWORDS.has(password)) {
    return "disallowed";
  }
  return CHARACTER_KINDS.filter((kind) => kind.test(password)).length >= 3 ? "valid" : "tooSimple";
}

/** What is wrong with an SSH public key. */
export type SshKeyCheck = "valid" | "privateKey" | "notAPublicKey";

/** A public key on one line: its type, its body, and a comment at will. A private key is told apart: it must not leave the machine. */
export function checkSshPublicKey(text: string): SshKeyCheck {
  if (/PRIVATE KEY/.test(text.slice(0, 200))) {
    return "privateKey";
  }
  return /^(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]{40,8000}={0,3}(?: [^\r\n]{0,200})?$/.test(
    text,
  )
    ? "valid"
    : "notAPublicKey";
}

/** Whether a text can be the name of a machine size, such as `Standard_D2s_v5`. */
export function isMachineSize(text: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9_-]{1,63}$/.test(text);
}

/** Types of images of one's own, in small letters. */
const IMAGE_TYPES = new Set([
  "microsoft.compute/images",
  "microsoft.compute/galleries/images",
  "microsoft.compute/galleries/images/versions",
]);

/** Reads an image that a user typed: `publisher:offer:sku:version`, or the id of an image. Undefined for anything else. */
export function readImage(text: string): MachineImage | undefined {
  const parsed = parseResourceId(text);
  if (parsed !== undefined) {
    return IMAGE_TYPES.has(resourceType(parsed).toLowerCase()) ? { kind: "id", id: parsed.text } : undefined;
  }
  const parts = text.split(":");
  const [publisher = "", offer = "", sku = "", version = ""] = parts;
  const isUrn = parts.length === 4 && parts.every((part) => /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$/.test(part));
  return isUrn ? { kind: "marketplace", publisher, offer, sku, version } : undefined;
}
