import fc from "fast-check";
import { anyIdentity } from "./generated";

/** What may stand between two tokens; `n` is a line end, `i` the indentation, `#` the number of a comment. */
const GAPS = {
  nothing: "",
  space: " ",
  line: "ni",
  blankLine: "nni",
  comment: " /*#*/ ",
  commentBehind: " //#ni",
  commentAbove: "ni//#ni",
  commentsAbove: "ni/*#*/ni//#ni",
  comments: " /*#*//*#*/ //#ni",
  commentOfLines: "/*#ni*/",
  commentOfLinesAbove: "ni/*#ni*/ ni",
} as const;

const gap: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(GAPS.nothing, GAPS.space, GAPS.line) },
  { weight: 4, arbitrary: fc.constantFrom(...Object.values(GAPS)) },
);

type Value = string | { readonly [name: string]: Value } | readonly Value[];

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Writes a value with what is drawn between its tokens, so that several members come to stand on one line. */
class LooseWriter {
  private next = 0;
  private comment = 0;

  constructor(
    private readonly gaps: readonly string[],
    private readonly newline: string,
    private readonly trailingComma: boolean,
  ) {}

  value(value: Value, indent = ""): string {
    if (typeof value === "string") {
      return JSON.stringify(value);
    }
    const inner = `${indent}  `;
    const items = isList(value)
      ? value.map((element) => this.item(this.value(element, inner), inner))
      : Object.entries(value).map(([name, member]) => {
          const colon = this.comment % 7 === 6 ? `${this.gap(inner)}:${this.gap(inner)}` : ": ";
          return this.item(`${JSON.stringify(name)}${colon}${this.value(member, inner)}`, inner);
        });
    const comma = items.length > 0 && this.trailingComma ? `,${this.gap(inner)}` : "";
    const [open, close] = isList(value) ? "[]" : "{}";
    return `${open ?? ""}${items.join(",")}${comma}${close ?? ""}`;
  }

  private item(text: string, indent: string): string {
    return `${this.gap(indent)}${text}${this.gap(indent, "behind")}`;
  }

  private gap(indent: string, place?: "behind"): string {
    const drawn = this.gaps[this.next++ % this.gaps.length] ?? "";
    // On a line between a member and its comma, a comment belongs to neither for certain.
    const isOpen = place === "behind" && /n[^#]*#/.test(drawn);
    return (isOpen ? GAPS.line : drawn)
      .replaceAll("n", this.newline)
      .replaceAll("i", indent)
      .replaceAll("#", () => ` c${this.comment++} `);
  }
}

interface Drawn {
  readonly gaps: readonly string[];
  readonly newline: string;
  readonly trailingComma: boolean;
  readonly version: "2023-03-01" | "2017-12-01" | "2017-03-30";
  readonly type: string | undefined;
  readonly lists: Readonly<Record<string, Value>>;
  readonly listFirst: boolean;
  readonly place: number;
  readonly hasProperties: boolean;
  readonly inProperties: boolean;
}

function write(drawn: Drawn): string {
  const { gaps, newline, trailingComma, version, type, lists, listFirst, place, hasProperties, inProperties } = drawn;
  const typeMember = type === undefined ? {} : { type };
  const block = listFirst ? { ...lists, ...typeMember } : { ...typeMember, ...lists };
  const hasBlock = type !== undefined;
  const around = hasProperties ? [{ a: "1" }, { b: "2" }] : [];
  const properties: Value = inProperties && hasBlock ? { ...around[0], identity: block, ...around[1] } : { a: "1" };
  const members: (readonly [string, Value])[] = [
    ["type", "Microsoft.Compute/virtualMachines"],
    ["apiVersion", version],
    ["name", "vm"],
    ...(hasProperties || inProperties ? [["properties", properties] as const] : []),
  ];
  if (hasBlock && !inProperties) {
    members.splice(place, 0, ["identity", block]);
  }
  const writer = new LooseWriter(gaps, newline, trailingComma);
  return writer.value({ resources: [Object.fromEntries(members), { type: "Other/type" }] });
}

function asList(version: Drawn["version"], ids: readonly string[]): Readonly<Record<string, Value>> {
  if (ids.length === 0) {
    return {};
  }
  return version === "2017-12-01"
    ? { identityIds: ids }
    : { userAssignedIdentities: Object.fromEntries(ids.map((text) => [text, {}])) };
}

const identities = fc.uniqueArray(anyIdentity, { maxLength: 3, selector: (text) => text.toLowerCase() });

const layout = {
  gaps: fc.array(gap, { minLength: 1, maxLength: 40 }),
  newline: fc.constantFrom("\n", "\r\n"),
  trailingComma: fc.boolean(),
  listFirst: fc.boolean(),
  place: fc.nat(4),
  hasProperties: fc.boolean(),
};

/** A template whose only machine has a sound block, or none, with comments anywhere and several members on one line. */
export const looseTemplate: fc.Arbitrary<string> = fc
  .record({
    ...layout,
    version: fc.constantFrom("2023-03-01", "2023-03-01", "2017-12-01", "2017-03-30"),
    ids: identities,
    hasIdentity: fc.constantFrom(true, true, true, false),
    isOn: fc.boolean(),
  })
  .map(({ version, ids, hasIdentity, isOn, ...rest }) => {
    const held = version === "2017-03-30" ? [] : ids;
    const user = isOn ? "SystemAssigned,UserAssigned" : "UserAssigned";
    const none = isOn || version === "2017-03-30" ? "SystemAssigned" : "None";
    const type = hasIdentity ? (held.length > 0 ? user : none) : undefined;
    return write({ ...rest, version, type, lists: asList(version, held), inProperties: false });
  });

/** Identities, the first of them once more in another spelling. */
const repeated = fc
  .tuple(identities, fc.boolean())
  .map(([ids, repeats]) => [...ids, ...ids.slice(0, repeats ? 1 : 0).map((text) => text.toUpperCase())]);

/** The same with something wrong with the block, for which there is a fix. */
export const looseFaultyTemplate: fc.Arbitrary<string> = fc
  .record({
    ...layout,
    version: fc.constantFrom("2023-03-01", "2017-12-01", "2017-03-30"),
    array: repeated,
    dictionary: repeated,
    type: fc.constantFrom("SystemAssigned", "UserAssigned", "None", "SytemAssigned"),
    inProperties: fc.constantFrom(true, false, false),
  })
  .map(({ array, dictionary, ...rest }) =>
    write({ ...rest, lists: { ...asList("2017-12-01", array), ...asList("2023-03-01", dictionary) } }),
  );
