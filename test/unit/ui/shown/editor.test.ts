import { CodeActionKind, commands, CompletionItemKind, Uri } from "vscode";
import { describe, expect, it, vi } from "vitest";
import { codeAction, completionItem, showDiff } from "../../../../src/ui/shown/editor";

vi.mock("vscode", () => ({
  commands: { executeCommand: vi.fn() },
  Uri: { parse: (address: string) => address },
  CompletionItemKind: { Reference: 17 },
  CodeActionKind: { QuickFix: { value: "quickfix" } },
  CompletionItem: class {
    detail = "";
    constructor(readonly label: string) {}
  },
  CodeAction: class {
    constructor(readonly title: string) {}
  },
}));

const HOSTILE = "id $(flame) \u202eb\u200b\nnext";
const SEEN = "id $(flame) \\u202eb\\u200b next";
const SEEN_WITHOUT_ICONS = SEEN.replace("$(", "$ (");

describe("what the editor shows", () => {
  it("of a completion is its label and its detail, of which only the label could hold icons", () => {
    const { label, detail } = completionItem(HOSTILE, HOSTILE, CompletionItemKind.Reference);
    expect([label, detail]).toEqual([SEEN_WITHOUT_ICONS, SEEN]);
  });

  it("of two texts side by side is the title of their tab, letter by letter", async () => {
    const [left, right] = [Uri.parse("live:a"), Uri.parse("file:a")];
    await showDiff(left, right, HOSTILE);
    expect(commands.executeCommand).toHaveBeenCalledExactlyOnceWith("vscode.diff", left, right, SEEN, {});
  });

  it("of a code action is its title, letter by letter", () => {
    expect(codeAction(HOSTILE, CodeActionKind.QuickFix).title).toBe(SEEN);
  });
});
