import { ArmError } from "../armError";
import { type Caller } from "../directory";
import { isObject, type JsonObject } from "../json";
import { type World } from "../world";

/** A request that has been read, routed and authenticated. */
export interface ArmRequest {
  readonly method: string;
  readonly url: URL;
  /** Path parameters of the route, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The JSON body; `undefined` where none was sent. */
  readonly body: unknown;
  readonly apiVersion: string;
  readonly caller: Caller;
  readonly world: World;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; `undefined` sends no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A path parameter that the route's pattern is known to have. */
export function param(request: ArmRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) {
    throw new TypeError(`the route has no parameter ${name}`);
  }
  return value;
}

/** A query parameter; Azure reads their names without regard to case. */
export function queryValue(url: URL, name: string): string | undefined {
  return [...url.searchParams].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** The body of a request that has to have one. */
export function bodyObject(request: ArmRequest): JsonObject {
  if (!isObject(request.body)) {
    throw new ArmError(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");
  }
  return request.body;
}
