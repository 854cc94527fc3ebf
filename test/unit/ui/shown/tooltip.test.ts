import { describe, expect, it, vi } from "vitest";
import { markdownTooltip } from "../../../../src/ui/shown/tooltip";

vi.mock("vscode", () => ({
  MarkdownString: class {
    isTrusted: unknown;
    constructor(readonly value: string) {}
  },
}));

const hostile = "[x](command:workbench.action.quit) <img src=x> $(gear) `a` **b**\n# c";

describe("a tooltip", () => {
  it("shows names letter by letter: no link, no element, no icon, no second line", () => {
    const { value } = markdownTooltip({ title: hostile, lines: [hostile], actions: [] });
    expect(value).not.toMatch(/(?<!\\)\]\(|(?<!\\)<|(?<!\\)`|(?<!\\)\$/);
    expect(value.split("\n\n")).toHaveLength(2);
    expect(value).not.toMatch(/^#/m);
  });

  it("trusts the commands of its own links and no other", () => {
    const made = markdownTooltip({
      title: "vm",
      lines: [
        { text: "Client ID 1", links: [{ text: "Copy", command: "managedIdentities.copyClientId", argument: 1 }] },
      ],
      actions: [{ text: "Open", command: "managedIdentities.openInPortal", argument: { id: "a" } }],
    });
    expect(made.isTrusted).toEqual({
      enabledCommands: ["managedIdentities.copyClientId", "managedIdentities.openInPortal"],
    });
    expect(made.supportHtml).not.toBe(true);
    expect(made.supportThemeIcons).not.toBe(true);
  });

  it("keeps an argument in its link, whatever it holds", () => {
    const argument = { id: "a)b(c]d'e*f\n\"g" };
    const { value } = markdownTooltip({
      title: "vm",
      lines: [],
      actions: [{ text: "Open", command: "managedIdentities.openInPortal", argument }],
    });
    const [, encoded = ""] = /\(command:managedIdentities\.openInPortal\?([^)]*)\)$/.exec(value) ?? [];
    expect(JSON.parse(decodeURIComponent(encoded))).toEqual([argument]);
  });

  it("leaves out empty lines", () => {
    const { value } = markdownTooltip({ title: "vm", lines: ["a", undefined, "", "b"], actions: [] });
    expect(value).toBe("**vm**\n\na  \nb");
  });
});
