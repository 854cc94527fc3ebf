import { l10n } from "vscode";

/** The mark of a resource that still carries the retired extension. */
export function retiredInShort(): string {
  return l10n.t("retired extension");
}

/** What the retired extension was, and what takes its place. Facts: azure-behaviour section 9. */
export function retiredInWords(): string {
  return l10n.t(
    "It still carries the managed identity extension, which gave tokens at port 50342 of the machine and is retired. The Azure Instance Metadata Service takes its place: http://169.254.169.254/metadata/identity/oauth2/token. Nothing has to be installed for it.",
  );
}
