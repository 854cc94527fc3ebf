import * as vscode from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createLog } from "../../../../src/ui/shown/log";
import { paragraphs } from "../../../../src/ui/shown/markdown";
import {
  askInDialog,
  notifyError,
  notifyInformation,
  notifyWarning,
  showInStatusBar,
} from "../../../../src/ui/shown/messages";
import { showCancellableProgress } from "../../../../src/ui/shown/progress";
import { createInput, createLinesPick, pickLine, shownLine } from "../../../../src/ui/shown/quickPick";
import * as safe from "../../../../src/ui/shown/safeText";
import { setViewMessage } from "../../../../src/ui/shown/tree";

/** All that VS Code was handed, in the order of the calls. */
const handed = vi.hoisted((): unknown[] => []);

vi.mock("vscode", () => {
  const hand = (...args: unknown[]): Promise<undefined> => {
    handed.push(...args);
    return Promise.resolve(undefined);
  };
  const level = (text: string): void => {
    handed.push(text);
  };
  return {
    l10n: { t: (text: string) => text },
    ProgressLocation: { Notification: 15 },
    QuickPickItemKind: { Separator: -1 },
    MarkdownString: class {
      constructor(readonly value: string) {}
    },
    window: {
      showInformationMessage: hand,
      showWarningMessage: hand,
      showErrorMessage: hand,
      setStatusBarMessage: hand,
      createQuickPick: () => {
        const none = (): { dispose: () => void } => ({ dispose: () => undefined });
        let hide = (): void => undefined;
        const pick = {
          onDidAccept: none,
          onDidTriggerButton: none,
          onDidHide: (listener: () => void) => {
            hide = listener;
            return none();
          },
          show: () => {
            handed.push(pick);
            hide();
          },
          dispose: () => undefined,
        };
        return pick;
      },
      createInputBox: () => ({}),
      createTreeView: () => ({}),
      createOutputChannel: () => ({ trace: level, debug: level, info: level, warn: level, error: level }),
      withProgress: (options: unknown, task: (progress: { report: typeof hand }, token: unknown) => unknown) => {
        handed.push(options);
        return Promise.resolve(task({ report: hand }, {}));
      },
    },
  };
});

const HOSTILE = "[Fix it](command:x) $(flame) **loud** \u202ecod\u200b\nnext";

beforeEach(() => {
  handed.length = 0;
});

describe.each([
  ["information", notifyInformation],
  ["a warning", notifyWarning],
  ["an error", notifyError],
])("%s", (_, notify) => {
  it("shows its text and its buttons so", async () => {
    await notify(HOSTILE, HOSTILE);
    expect(handed).toEqual([safe.forNotification(HOSTILE), safe.forButton(HOSTILE)]);
  });

  it("has a button where it is too long for the one line that is shown without", async () => {
    const long = "word ".repeat(20).trim();
    await notify("short");
    await notify(long);
    expect(handed).toEqual(["short", long, "OK"]);
  });
});

it("a dialog shows its question, its detail and its buttons so", async () => {
  await askInDialog(HOSTILE, HOSTILE, [HOSTILE]);
  const options = { modal: true, detail: safe.forDialog(HOSTILE) };
  expect(handed).toEqual([safe.forDialog(HOSTILE), options, safe.forButton(HOSTILE)]);
});

it("the status bar shows its text so", () => {
  showInStatusBar(HOSTILE);
  expect(handed[0]).toBe(safe.forStatusBar(HOSTILE));
});

it("progress shows its title and its messages so", async () => {
  await showCancellableProgress(HOSTILE, (report) => {
    report(HOSTILE);
    return Promise.resolve();
  });
  expect(handed).toMatchObject([{ title: safe.forNotification(HOSTILE) }, { message: safe.forNotification(HOSTILE) }]);
});

it("lists show their lines, headings, titles and placeholders so", async () => {
  const line = { label: HOSTILE, description: HOSTILE, detail: HOSTILE };
  const text = safe.forQuickPick(HOSTILE);
  expect(shownLine({ ...line, icon: "check" })).toMatchObject({
    label: `$(check) ${text}`,
    description: text,
    detail: text,
  });
  expect(shownLine({ ...line, isHeading: true })).toMatchObject({ label: safe.forPlainLine(HOSTILE) });
  const plain = safe.forPlainLine(HOSTILE);
  await pickLine([line], { title: HOSTILE, placeholder: HOSTILE });
  expect(handed).toMatchObject([{ items: [{ label: text }], title: plain, placeholder: plain }]);
  expect(createLinesPick(HOSTILE, HOSTILE)).toMatchObject({ title: plain, placeholder: plain });
  expect(createInput(HOSTILE, HOSTILE)).toMatchObject({ title: plain, placeholder: plain });
});

it("a view shows its message so", () => {
  const view = vscode.window.createTreeView("x", { treeDataProvider: undefined as never });
  setViewMessage(view, HOSTILE);
  expect(view.message).toBe(safe.forPlainLine(HOSTILE));
  setViewMessage(view, undefined);
  expect(view.message).toBeUndefined();
});

it("Markdown shows its paragraphs so", () => {
  expect(paragraphs([HOSTILE, HOSTILE]).value).toBe(`${safe.forMarkdown(HOSTILE)}\n\n${safe.forMarkdown(HOSTILE)}`);
});

it("the log keeps its entries so", () => {
  createLog("log").warn(HOSTILE);
  expect(handed).toEqual([safe.forLog(HOSTILE)]);
});
