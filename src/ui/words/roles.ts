import { l10n } from "vscode";

/** The roles that managed identities are given most, in the order in which they are offered. */
const COMMON = [
  "Reader",
  "Storage Blob Data Reader",
  "Storage Blob Data Contributor",
  "Key Vault Secrets User",
  "Key Vault Crypto User",
  "AcrPull",
  "Azure Service Bus Data Receiver",
  "Azure Service Bus Data Sender",
  "Azure Event Hubs Data Receiver",
  "Azure Event Hubs Data Sender",
  "Monitoring Metrics Publisher",
  "Contributor",
] as const;

/** With these an identity can give itself and others anything. */
const ALL_POWERFUL = new Set(["Owner", "User Access Administrator", "Role Based Access Control Administrator"]);

/** The place of a role among the common ones; undefined where it is none of them. Built-in roles keep their English names everywhere. */
export function commonRoleRank(name: string): number | undefined {
  const rank = COMMON.findIndex((common) => common === name);
  return rank < 0 ? undefined : rank;
}

/** What to know before a role is given to a program; undefined where there is nothing special to say. */
export function roleWarning(name: string): string | undefined {
  if (ALL_POWERFUL.has(name)) {
    return l10n.t("can grant itself and others any access");
  }
  return name === "Contributor" ? l10n.t("can change and delete everything there") : undefined;
}
