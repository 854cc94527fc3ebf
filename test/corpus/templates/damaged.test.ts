import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { type IdentityChange } from "../../../src/identity/identityChange";
import { diagnose } from "../../../src/documents/arm/diagnose/diagnose";
import { type ArmTemplate, readArmTemplate } from "../../../src/documents/arm/model";
import { changeIdentity } from "../../../src/documents/arm/write/changeIdentity";
import { applyEdits } from "../../../src/documents/textEdit";
import { LITERAL } from "../everyChange";
import { type Damage, damagesOf, parsed, undone } from "./damagedTexts";
import { templateSources } from "./templateFiles";

const CHANGES: readonly IdentityChange[] = [
  { kind: "enableSystemAssigned" },
  { kind: "assignUserAssigned", ids: [LITERAL] },
  { kind: "removeAll" },
];

/** Files of which every one so many is taken, to keep the test short. */
const EVERY = 16;

/** So many edits are right: what is right is not refused to be safe. Only ever raised. */
const RIGHT = { own: 12_048, published: 2219 };

/** A text of at most this length: longer ones say the same more slowly. */
const LONGEST = 40_000;

/** The text with an identity of two entries in its first machine: real ones rarely have any to tear. */
function withIdentity(text: string): string {
  const template = readArmTemplate(text);
  const [first] = template.resources;
  const state = { systemAssigned: undefined, userAssigned: [{ id: `${LITERAL}-a` }, { id: `${LITERAL}-b` }] };
  const options = { allow: ["raiseApiVersion", "convertShape"], shapeIfUnknown: "dictionary" } as const;
  const outcome = first === undefined ? undefined : changeIdentity(template, first, { kind: "setTo", state }, options);
  return outcome?.kind === "edits" ? applyEdits(text, outcome.edits) : text;
}

/** Whether a change of the damaged text is the one of the whole text. Undefined where the damaged text is not changed. */
function isRight(whole: ArmTemplate, damage: Damage, change: IdentityChange): boolean | undefined {
  const [first] = whole.resources;
  const damaged = readArmTemplate(damage.text);
  const moved = damage.edit.text.length - damage.edit.length;
  const start = first?.resource.node.start ?? -1;
  const there = start < damage.edit.offset ? start : start + moved;
  const found = damaged.resources.find(({ resource }) => resource.node.start === there);
  const outcome = found === undefined ? undefined : changeIdentity(damaged, found, change);
  const wanted = first === undefined ? undefined : changeIdentity(whole, first, change);
  if (outcome?.kind !== "edits") {
    return undefined;
  }
  if (wanted?.kind !== "edits") {
    return false;
  }
  const goal = applyEdits(whole.text, wanted.edits);
  const members = whole.resources.length;
  for (const text of undone(applyEdits(damage.text, outcome.edits), outcome.edits, damage)) {
    if (text === goal) {
      return true;
    }
    // JSON.parse takes the last of two members: a second identity shows in the reading only.
    const { resources } = isDeepStrictEqual(parsed(text), parsed(goal)) ? readArmTemplate(text) : { resources: [] };
    if (resources.length === members && resources.every(({ identity }) => identity.kind !== "unreadable")) {
      return true;
    }
  }
  return false;
}

const NAME = "templates that have lost or got a bracket or a line: $name";

describe.each(templateSources)(NAME, { timeout: 240_000 }, ({ arm, isOwn }) => {
  const wholes = arm
    .filter(({ text }) => text.length < LONGEST && parsed(text) !== undefined)
    .filter(({ text }) => readArmTemplate(text).resources.length > 0)
    .filter((_, index) => isOwn || index % EVERY === 0)
    .flatMap(({ name, text }) => [
      { name, text },
      { name: `${name} with an identity`, text: withIdentity(text) },
    ]);

  function* damages() {
    for (const { name, text } of wholes) {
      const whole = readArmTemplate(text);
      const node = whole.resources[0]?.resource.node ?? { start: 0, end: 0 };
      for (const damage of [...damagesOf(text, node.start, node.end, 6), ...damagesOf(text, 0, text.length, 3)]) {
        yield { name: `${name} ${JSON.stringify(damage.edit)}`, whole, damage };
      }
    }
  }

  it("are changed as the whole text would be, or not at all", () => {
    const counts = { right: 0, wrong: 0, none: 0 };
    const wrong: string[] = [];
    for (const { name, whole, damage } of damages()) {
      for (const change of CHANGES) {
        const right = isRight(whole, damage, change);
        counts[right === undefined ? "none" : right ? "right" : "wrong"]++;
        if (right === false) {
          wrong.push(`${name} ${change.kind}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(counts.right).toBeGreaterThanOrEqual(isOwn ? RIGHT.own : RIGHT.published);
  });

  it("are not said to have anything wrong that the whole text has not", () => {
    const wrong: string[] = [];
    for (const { name, whole, damage } of damages()) {
      const codes = new Set(diagnose(whole).map(({ code }) => code));
      const added = diagnose(readArmTemplate(damage.text)).filter(({ code }) => !codes.has(code));
      wrong.push(...added.map(({ code }) => `${name} ${code}`));
    }
    expect(wrong).toEqual([]);
  });
});
