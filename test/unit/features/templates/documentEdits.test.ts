import { describe, expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import { atOnce } from "../../../../src/documents/sliced";
import { makingWorkspaceEdit } from "../../../../src/features/templates/documentEdits";

vi.mock("vscode", () => {
  class Range {
    constructor(
      readonly start: unknown,
      readonly end: unknown,
    ) {}
  }
  class WorkspaceEdit {
    readonly made: unknown[] = [];

    replace(uri: unknown, range: Range, text: string): void {
      this.made.push([uri, range.start, range.end, text]);
    }
  }
  return { Range, WorkspaceEdit };
});

/** A document that counts how often a place in it is looked up. */
function documentCounting() {
  const counted = { lookUps: 0 };
  const positionAt = (offset: number) => {
    counted.lookUps++;
    return offset;
  };
  const document = { uri: "uri", positionAt } as unknown as vscode.TextDocument;
  return { counted, document };
}

describe("edits of a text as an edit of its document", () => {
  it("replace what they replace in the text", () => {
    const { document } = documentCounting();
    const edits = [
      { offset: 1, length: 2, text: "a" },
      { offset: 7, length: 0, text: "b" },
    ];
    expect(atOnce(makingWorkspaceEdit([{ document, edits }]))).toMatchObject({
      made: [
        ["uri", 1, 3, "a"],
        ["uri", 7, 7, "b"],
      ],
    });
  });

  it("give others their turn after each of them, however many they are", () => {
    const { counted, document } = documentCounting();
    const edits = Array.from({ length: 2000 }, (_, number) => ({ offset: number * 10, length: 5, text: "x" }));
    const work = makingWorkspaceEdit([{ document, edits }]);
    let most = 0;
    for (let before = 0; work.next().done !== true; before = counted.lookUps) {
      most = Math.max(most, counted.lookUps - before);
    }
    expect(most).toBe(2);
    expect(counted.lookUps).toBe(4000);
  });
});
