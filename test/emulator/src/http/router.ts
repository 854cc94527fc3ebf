import { type Answer, type ArmRequest } from "./exchange";

export interface Route {
  readonly method: "GET" | "HEAD" | "PUT" | "PATCH" | "POST" | "DELETE";
  /** Segments in braces are parameters; `{scope*}` takes any number of segments, none included. */
  readonly path: string;
  /** The right that it needs, for instance `Microsoft.Compute/virtualMachines/write`, with `{parameters}` of the path; none for what anyone signed in may read. */
  readonly action?: string;
  /** Names of the request's bucket in `x-ms-ratelimit-remaining-resource`. */
  readonly bucket?: string;
  readonly handle: (request: ArmRequest) => Answer | Promise<Answer>;
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export type FindRoute = (method: string, path: string) => Match | "methodNotAllowed" | undefined;

/** Compiles the routes; the first that fits wins. Fixed segments match in any casing. */
export function router(routes: readonly Route[]): FindRoute {
  const compiled = routes.map((route) => ({ route, pattern: compile(route.path) }));
  return (method, path) => {
    const fitting = compiled.filter(({ pattern }) => pattern.test(path));
    const found = fitting.find(({ route }) => route.method === method);
    if (found === undefined) {
      return fitting.length > 0 ? "methodNotAllowed" : undefined;
    }
    return { route: found.route, params: parameters(found.pattern, path) };
  };
}

function compile(path: string): RegExp {
  const source = path
    .split("/")
    .slice(1)
    .map((segment) => {
      const any = /^\{(\w+)\*\}$/.exec(segment)?.[1];
      const one = /^\{(\w+)\}$/.exec(segment)?.[1];
      return any !== undefined
        ? `(?<${any}>(?:/[^/]+)*?)`
        : one !== undefined
          ? `/(?<${one}>[^/]+)`
          : `/${segment.replace(/[.$]/g, "\\$&")}`;
    })
    .join("");
  return new RegExp(`^${source}/?$`, "i");
}

function parameters(pattern: RegExp, path: string): Readonly<Record<string, string>> {
  const groups = pattern.exec(path)?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

/** Decodes what can be decoded; a stray `%` stays. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
