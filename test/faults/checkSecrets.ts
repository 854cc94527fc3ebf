import { type Violation } from "./act";

/** What must not be found in any message, log or file. */
export interface Secrets {
  readonly tokens: readonly string[];
  /** Of the addresses of operations. */
  readonly signatures: readonly string[];
  readonly clientSecret: string;
}

/** Looks for secrets, whole or in part: a text may have been cut off in the midst of one. */
export function checkSecrets(texts: readonly string[], secrets: Secrets, step: number): readonly Violation[] {
  const all = texts.join("\n");
  // The last part of a token is its signature; the parts before it are the same for many.
  const parts = [
    ...secrets.tokens.flatMap((token) => [token, token.split(".").at(-1) ?? ""]),
    ...secrets.signatures,
    secrets.clientSecret,
  ];
  const found = parts.filter((part) => part.length >= 12 && all.includes(part.slice(0, 24)));
  return found.length === 0
    ? []
    : [{ check: "secretShown", step, detail: `${found.length} secrets are in what is shown, logged or stored` }];
}
