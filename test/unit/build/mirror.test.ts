import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");

/** Tests of what is not in `src`: the building of the project, and the package that comes of it. */
const ELSEWHERE = ["build", "package"];

function filesIn(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
    file.split(path.sep).join("/"),
  );
}

/** The tests that stand where no file of `src` does: `a/b.test.ts` and `a/b.aspect.test.ts` are tests of `a/b.ts`. */
function strays(tests: readonly string[], sources: ReadonlySet<string>): readonly string[] {
  return tests.filter((file) => {
    const [folder = ""] = file.split("/");
    const tested = /^(.*?)(?:\.[^./]+)?\.test\.ts$/.exec(file)?.[1];
    return tested !== undefined && !ELSEWHERE.includes(folder) && !sources.has(`${tested}.ts`);
  });
}

describe("the tests of one file each", () => {
  it("stand where their file does", () => {
    expect(strays(filesIn("test/unit"), new Set(filesIn("src")))).toEqual([]);
  });

  it.each([
    ["ui/a.test.ts", true],
    ["ui/a.other.test.ts", true],
    ["build/anything.test.ts", true],
    ["ui/fake.ts", true],
    ["ui/b.test.ts", false],
    ["ui/b.a.test.ts", false],
    ["views/a.test.ts", false],
  ])("are found where they do not: %s", (file, isRight) => {
    expect(strays([file], new Set(["ui/a.ts"]))).toEqual(isRight ? [] : [file]);
  });
});
