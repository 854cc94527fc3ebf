/** Longest text of a service that is kept for people. */
const MAX_LENGTH = 4000;

/**
 * A service's text, fit to be shown and logged: bearer tokens and the queries of addresses (an operation's address is signed,
 * docs/azure-behaviour.md#signed-operation-addresses) are taken out. The length is bounded first, which also bounds what the patterns can cost.
 */
export function withoutSecrets(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .replace(/(https?:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi, "$1?...")
    .replace(/\b(Bearer)\s+[^\s"',;]+/gi, "$1 ...")
    .replace(/\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, "...")
    .replace(/\b(client_secret|client_assertion|access_token|refresh_token|sig)=[^\s&"']+/gi, "$1=...");
}
