/** An object as it came from a server: nothing about its members is known. */
export type Wire = Readonly<Record<string, unknown>>;

/** Whether a value is an object that is neither null nor an array. */
export function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An own member, in its exact spelling or else in any casing. A member that is overlooked would read as "no identity", and a change
 * planned on that would lose what is there; the prototype is never reached.
 */
export function member(wire: Wire, name: string): unknown {
  if (Object.hasOwn(wire, name)) {
    return wire[name];
  }
  const key = Object.keys(wire).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : wire[key];
}

/** A member that is an object; an empty one where it is not. */
export function objectMember(wire: Wire, name: string): Wire {
  const value = member(wire, name);
  return isWire(value) ? value : {};
}

/** A member that is a text with at least one character. */
export function textMember(wire: Wire, name: string): string | undefined {
  const value = member(wire, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}
