import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTags } from "../../../../src/azure/identities/identityLifecycleTags";

describe("reading tags", () => {
  it.each([
    ["", {}],
    [" , ", {}],
    ["team=web", { team: "web" }],
    ["team = web , cost=42,note=", { team: "web", cost: "42", note: "" }],
    ["query=a=b", { query: "a=b" }],
  ])("%j", (text, tags) => {
    expect(readTags(text)).toEqual({ kind: "tags", tags });
  });

  it.each([
    ["team", "noEquals", "team"],
    ["=web", "noName", "=web"],
    ["a/b=c", "badName", "a/b=c"],
    ["team=web, TEAM=app", "twice", "TEAM=app"],
    [`${"n".repeat(513)}=v`, "nameTooLong", `${"n".repeat(513)}=v`],
    [`n=${"v".repeat(257)}`, "valueTooLong", `n=${"v".repeat(257)}`],
    [Array.from({ length: 51 }, (_, index) => `n${index}=v`).join(), "tooMany", ""],
  ])("refuses %j: %s", (text, reason, part) => {
    expect(readTags(text)).toEqual({ kind: "invalid", reason, part });
  });

  it("keeps a tag whose name the language gives another meaning", () => {
    const reading = readTags("__proto__=x");
    expect(reading.kind === "tags" && Object.entries(reading.tags)).toEqual([["__proto__", "x"]]);
  });

  it("reads back what it was given", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/);
    const value = fc.stringMatching(/^[A-Za-z0-9=]{0,20}$/);
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 50 }), (tags) => {
        const text = Object.entries(tags)
          .map(([key, each]) => `${key}=${each}`)
          .join(", ");
        const reading = readTags(text);
        expect(reading.kind === "tags" && Object.entries(reading.tags)).toEqual(Object.entries(tags));
      }),
    );
  });
});
