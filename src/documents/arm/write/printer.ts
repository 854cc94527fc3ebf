import type { Style } from "./style";

/** What is written into a template: a string, or an object or array of such. */
export type Printable =
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "object"; readonly members: readonly (readonly [name: string, value: Printable])[] }
  | { readonly kind: "array"; readonly elements: readonly Printable[] };

/** Where something is printed: on lines of their own behind an indentation, or on one line. */
export type Place = { readonly kind: "lines"; readonly indent: string } | { readonly kind: "inline" };

/** A string of the template in its quotes. */
export function printString(text: string, style: Style): string {
  const inner = JSON.stringify(text).slice(1, -1);
  // Expressions are full of single quotes: those go into double ones whatever the habit.
  return style.quote === "'" && !text.includes("'") ? `'${inner.replaceAll('\\"', '"')}'` : `"${inner}"`;
}

/** A value in the habits of its surroundings; `place` is that of the line on which it begins. */
export function print(value: Printable, style: Style, place: Place): string {
  if (value.kind === "string") {
    return printString(value.text, style);
  }
  const [open, close] = value.kind === "object" ? "{}" : "[]";
  const inner: Place = place.kind === "inline" ? place : { kind: "lines", indent: place.indent + style.unit };
  const items =
    value.kind === "object"
      ? value.members.map(([name, member]) => printMember(name, member, style, inner))
      : value.elements.map((element) => print(element, style, inner));
  if (items.length === 0) {
    return `${open ?? ""}${close ?? ""}`;
  }
  if (inner.kind === "inline" || place.kind === "inline") {
    const padding = value.kind === "object" ? style.padding : "";
    return `${open ?? ""}${padding}${items.join(`,${style.afterComma}`)}${padding}${close ?? ""}`;
  }
  const lineStart = style.newline + inner.indent;
  return `${open ?? ""}${lineStart}${items.join(`,${lineStart}`)}${style.newline}${place.indent}${close ?? ""}`;
}

/** What stands between the colon of a member and its value. */
export function beforeValue(value: Printable, style: Style, place: Place): string {
  if (value.kind === "string" || place.kind === "inline") {
    return style.afterColon;
  }
  const [isEmpty, isOnOwnLine] =
    value.kind === "object"
      ? [value.members.length === 0, style.objectOnOwnLine]
      : [value.elements.length === 0, style.arrayOnOwnLine];
  return isOnOwnLine && !isEmpty ? style.newline + place.indent : style.afterColon;
}

/** A member with its name. */
export function printMember(name: string, value: Printable, style: Style, place: Place): string {
  const separator = `${style.beforeColon}:${beforeValue(value, style, place)}`;
  return `${printString(name, style)}${separator}${print(value, style, place)}`;
}
