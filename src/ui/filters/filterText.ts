/** What a filter can be asked of by its words alone. */
export interface Described {
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What beside words a filter knows of an item. */
export interface FilterTerms<Item> {
  /** States by the phrases that stand for them, in small letters, the user's language and English. */
  readonly states: readonly { readonly phrases: readonly string[]; readonly test: (item: Item) => boolean }[];
  /** What follows these words is a name: "uses id-web". */
  readonly relations: readonly {
    readonly phrases: readonly string[];
    readonly test: (item: Item, name: string) => boolean;
  }[];
}

/** The phrases that stand for the same: in English, and in the user's language. */
export function phrases(english: string, localized: string): readonly string[] {
  return [...new Set([english, localized.toLowerCase()])];
}

type Test<Item> = (item: Item) => boolean;

const fields: Readonly<Record<string, (item: Described) => readonly string[]>> = {
  name: ({ name }) => [name],
  group: ({ resourceGroup }) => [resourceGroup],
  region: ({ location }) => [location],
  tag: ({ tags }) => tagTexts(tags),
};

function tagTexts(tags: Described["tags"]): readonly string[] {
  return Object.entries(tags ?? {}).map(([name, value]) => `${name}=${value}`);
}

function holds(texts: readonly string[], part: string): boolean {
  return texts.some((text) => text.toLowerCase().includes(part));
}

function wordTest<Item extends Described>(word: string): Test<Item> {
  const [, field = "", part = ""] = /^([a-z]+):(.+)$/.exec(word) ?? [];
  const read = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return read === undefined
    ? (item) => holds([item.name, item.resourceGroup, item.location, ...tagTexts(item.tags)], word)
    : (item) => holds(read(item), part);
}

/**
 * Reads a filter: words of which each has to be in the name, the resource group, the region or a tag (`name=value`); words of one field
 * only (`group:web`, `tag:env=prod`); states and relations by their phrases. All of them have to hold.
 */
export function readFilter<Item extends Described>(
  text: string,
  { states, relations }: FilterTerms<Item>,
): (item: Item) => boolean {
  const tests: Test<Item>[] = [];
  let rest = ` ${text.toLowerCase().replaceAll(/\s+/g, " ").trim()} `;
  for (const { phrases, test } of relations) {
    for (const phrase of phrases) {
      rest = rest.replaceAll(new RegExp(` ${escaped(phrase)} (\\S+)(?= )`, "gu"), (_, name: string) => {
        tests.push((item) => test(item, name));
        return "";
      });
    }
  }
  for (const { phrases, test } of states) {
    for (const phrase of phrases) {
      if (rest.includes(` ${phrase} `)) {
        rest = rest.replaceAll(` ${phrase} `, " ");
        tests.push(test);
      }
    }
  }
  tests.push(...rest.split(" ").flatMap((word) => (word === "" ? [] : [wordTest<Item>(word)])));
  return (item) => tests.every((test) => test(item));
}

function escaped(phrase: string): string {
  return phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
