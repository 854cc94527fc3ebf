import { describeMatch, matchesText, type TextMatch } from "../textMatch";
import { type Clipboard } from "./clipboard";
import { type PageElement } from "./pageElement";
import { type Palette } from "./palette";
import { type Screen } from "./screen";

export interface Problem {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** The panel at the bottom: problems and output. */
export class Panel {
  constructor(
    private readonly screen: Screen,
    private readonly palette: Palette,
    private readonly clipboard: Clipboard,
  ) {}

  async showProblems(): Promise<void> {
    await this.palette.run("Problems: Focus on Problems View");
  }

  /** The problems that the Problems view shows now. */
  async problems(): Promise<Problem[]> {
    const rows = await this.screen.page
      .locator(".markers-panel-container .monaco-list-row")
      .filter({ has: this.screen.page.locator(".marker-icon") })
      .evaluateAll((elements: PageElement[]) =>
        elements.map((row) => ({
          icon: row.querySelector(".marker-icon")?.className ?? "",
          message: [...row.querySelectorAll(".marker-message")].map((part) => part.textContent ?? "").join("\n"),
          source: row.querySelector(".marker-source")?.textContent ?? "",
          code: row.querySelector(".marker-code")?.textContent ?? "",
          place: row.querySelector(".marker-line")?.textContent ?? "",
        })),
      );
    return rows.map(({ icon, place, ...problem }) => {
      const [, line, column] = /Ln (\d+), Col (\d+)/.exec(place) ?? [];
      return {
        ...problem,
        severity: icon.includes("error") ? "error" : icon.includes("warning") ? "warning" : "info",
        line: Number(line),
        column: Number(column),
      };
    });
  }

  async waitForProblem(message: TextMatch, timeoutMs?: number): Promise<Problem> {
    return this.screen.until(
      `the problem ${describeMatch(message)}`,
      async () => (await this.problems()).find((problem) => matchesText(message, problem.message)),
      timeoutMs,
    );
  }

  /** Shows an output channel and gives its whole text. */
  async output(channel: string): Promise<string> {
    await this.palette.run("Output: Show Output Channels...");
    await this.palette.quickInput.waitUntil("the output channels", ({ value }) => !value.startsWith(">"));
    await this.palette.quickInput.choose(channel);
    const view = this.screen.page.locator(`.output-view[aria-label=${JSON.stringify(`${channel} - Output`)}]`);
    return this.clipboard.allOf(view.locator(".native-edit-context, textarea.inputarea").first());
  }

  async close(): Promise<void> {
    await this.palette.run("View: Hide Panel");
  }
}
