/** A JSON object as it came over the wire: nothing about its members is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectAt(value: unknown, key: string): JsonObject | undefined {
  const member = memberAt(value, key);
  return isObject(member) ? member : undefined;
}

export function textAt(value: unknown, key: string): string | undefined {
  const member = memberAt(value, key);
  return typeof member === "string" ? member : undefined;
}

/** An own member only: `__proto__` and its like never reach the object's prototype. */
export function memberAt(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path of own members, for instance `valueAt(body, "properties", "provisioningState")`. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((current, key) => memberAt(current, key), value);
}

/** JSON merge patch (RFC 7396). Neither argument is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) {
    return patch;
  }
  const members = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      members.delete(key);
    } else {
      members.set(key, mergePatch(members.get(key), value));
    }
  }
  return Object.fromEntries(members);
}

/** The object without the members that are `undefined`, in the given order. */
export function present(members: readonly (readonly [string, unknown])[]): JsonObject {
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** The object with one member at the end of a path replaced; `undefined` removes it. */
export function withValue(target: JsonObject, path: readonly [string, ...string[]], value: unknown): JsonObject {
  const [key, next, ...rest] = path;
  const member = next === undefined ? value : withValue(objectAt(target, key) ?? {}, [next, ...rest], value);
  return present([...new Map<string, unknown>([...Object.entries(target), [key, member]])]);
}
