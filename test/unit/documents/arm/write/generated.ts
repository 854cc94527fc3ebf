import fc from "fast-check";
import { id } from "../templates";

/** How a generated document is laid out. */
interface Layout {
  readonly newline: string;
  readonly unit: string;
  readonly quote: string;
  readonly colon: string;
  readonly comments: boolean;
  readonly trailingComma: boolean;
  readonly inlineBlock: boolean;
}

const layout: fc.Arbitrary<Layout> = fc.record({
  newline: fc.constantFrom("\n", "\r\n"),
  unit: fc.constantFrom("  ", "    ", "\t", "   "),
  quote: fc.constantFrom('"', '"', "'"),
  colon: fc.constantFrom(": ", ":", " : "),
  comments: fc.boolean(),
  trailingComma: fc.boolean(),
  inlineBlock: fc.boolean(),
});

/** What stands for an identity in a template. */
export const anyIdentity: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("a", "b", "C", "d").map((name) => id(name)),
  fc.constantFrom("x", "Y").map((name) => `[parameters('${name}')]`),
  fc
    .constantFrom("x", "z")
    .map((name) => `[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('${name}'))]`),
);

type Value =
  | string
  | { readonly raw: string }
  | { readonly members: readonly (readonly [string, Value])[] }
  | { readonly elements: readonly Value[] };

class Writer {
  private comment = 0;

  constructor(private readonly layout: Layout) {}

  value(value: Value, indent: string, inline: boolean): string {
    if (typeof value === "string") {
      const { quote } = this.layout;
      return quote === "'" && !value.includes("'") ? `'${value}'` : `"${value}"`;
    }
    if ("raw" in value) {
      return value.raw;
    }
    const inner = indent + this.layout.unit;
    if ("members" in value) {
      const items = value.members.map(
        ([name, member]) =>
          `${this.value(name, inner, inline)}${this.layout.colon}${this.value(member, inner, inline)}`,
      );
      return inline ? `{ ${items.join(", ")} }` : this.lines(items, "{", "}", indent, inner);
    }
    const items = value.elements.map((element) => this.value(element, inner, inline));
    return inline ? `[ ${items.join(", ")} ]` : this.lines(items, "[", "]", indent, inner);
  }

  private lines(items: readonly string[], open: string, close: string, indent: string, inner: string): string {
    const { newline, comments, trailingComma } = this.layout;
    const lines = items.map((item, index) => {
      const number = this.comment++;
      const above = comments && number % 3 === 0 ? `${inner}// above ${number}${newline}` : "";
      const behind = comments && number % 4 === 0 ? ` // behind ${number}` : "";
      const comma = index + 1 < items.length || trailingComma ? "," : "";
      return `${above}${inner}${item}${comma}${behind}${newline}`;
    });
    return `${open}${comments ? " // open" : ""}${newline}${lines.join("")}${indent}${close}`;
  }
}

/** A template with one resource in the shape and layout that the draw gives. */
export const anyTemplate: fc.Arbitrary<string> = fc
  .record({
    layout,
    shape: fc.constantFrom("dictionary", "array"),
    type: fc.constantFrom(
      "SystemAssigned",
      "UserAssigned",
      "SystemAssigned,UserAssigned",
      "systemAssigned, userAssigned",
      "None",
      "none",
    ),
    ids: fc.uniqueArray(anyIdentity, { maxLength: 4, selector: (text) => text.toLowerCase() }),
    hasIdentity: fc.boolean(),
    listFirst: fc.boolean(),
    place: fc.nat(4),
    kind: fc.constantFrom("virtualMachines", "virtualMachineScaleSets"),
    hasProperties: fc.boolean(),
  })
  .map(({ layout: style, shape, type, ids, hasIdentity, listFirst, place, kind, hasProperties }) => {
    const writer = new Writer(style);
    const list: Value =
      shape === "dictionary" ? { members: ids.map((text) => [text, { raw: "{}" }] as const) } : { elements: ids };
    const hasList = /user/i.test(type) && ids.length > 0;
    const listMember = [shape === "dictionary" ? "userAssignedIdentities" : "identityIds", list] as const;
    const typeMember = ["type", type] as const;
    const block = !hasList ? [typeMember] : listFirst ? [listMember, typeMember] : [typeMember, listMember];
    const depth = style.unit.repeat(3);
    const members: (readonly [string, Value])[] = [
      ["type", `Microsoft.Compute/${kind}`],
      ["apiVersion", shape === "dictionary" ? "2023-03-01" : "2017-12-01"],
      ["name", "[parameters('x')]"],
      ["location", "west"],
      ...(hasProperties ? [["properties", { members: [["a", "b"]] }] as const] : []),
    ];
    if (hasIdentity) {
      members.splice(place, 0, ["identity", { raw: writer.value({ members: block }, depth, style.inlineBlock) }]);
    }
    return writer.value(
      { members: [["resources", { elements: [{ members }, { members: [["type", "Other/type"]] }] }]] },
      "",
      false,
    );
  });
