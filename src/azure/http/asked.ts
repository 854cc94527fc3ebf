/** What an answer is to. */
export interface Asked {
  readonly method: string;
  /** The path of the address in lower case, its segments decoded, without the query. */
  readonly path: string;
}

/** @returns undefined for what is no address */
export function readAsked({ method, url }: { readonly method: string; readonly url: string }): Asked | undefined {
  const pathname = URL.parse(url)?.pathname;
  return pathname === undefined ? undefined : { method, path: decoded(pathname).toLowerCase() };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The subscription that was asked; undefined where none was. */
export function askedSubscription(asked: Asked | undefined): string | undefined {
  return /^\/subscriptions\/([^/]+)/.exec(asked?.path ?? "")?.[1];
}

/**
 * Whether a text that says that something was not found is about what was asked for below a subscription; elsewhere it is taken to be.
 * It tells by the names in quotes: a name with its type decides before one without. Where it names nothing, a read is about what it
 * reads; what a write misses can be anything that its body refers to.
 */
export function isAboutAsked(message: string, asked: Asked | undefined): boolean {
  if (asked === undefined || askedSubscription(asked) === undefined) {
    return true;
  }
  const quoted = message
    .split("'")
    .filter((_, index) => index % 2 === 1)
    .map((name) => name.toLowerCase());
  const typed = quoted.filter((name) => name.includes("/"));
  const named = typed.length > 0 ? typed : quoted;
  // The services put the types of a nested resource between its names, or all before them.
  const own = new Set(asked.path.split("/"));
  return named.length === 0
    ? asked.method === "GET"
    : named.some((name) => name.split("/").every((segment) => segment === "" || own.has(segment)));
}
