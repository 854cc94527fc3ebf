import * as vscode from "vscode";
import { type Choice, PromptCancelled, type SearchOptions, WentBack } from "../prompts";
import { createFramedPick, type PickFrame } from "./pickFrame";
import { shownTexts } from "./quickPick";
import { forPlainLine, forQuickPick } from "./safeText";
import { formatPlural } from "../words/plural";

/** More than anybody scrolls through: one types on instead. */
const MOST_SHOWN = 200;

/** The choices that hold every word of a text, somewhere. Those whose label begins with the text come first. */
export function searchChoices<Data>(choices: readonly Choice<Data>[], text: string): readonly Choice<Data>[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const found = choices.filter(({ label, description = "", detail = "" }) => {
    const all = `${label}\n${description}\n${detail}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const isFirst = ({ label }: Choice<Data>): boolean => label.toLowerCase().startsWith(wanted);
  return wanted === "" ? found : [...found.filter(isFirst), ...found.filter((choice) => !isFirst(choice))];
}

interface Row<Data> extends vscode.QuickPickItem {
  readonly choice?: Choice<Data>;
}

function rowsOf<Data>(choices: readonly Choice<Data>[], text: string, { noMatch, empty }: SearchOptions): Row<Data>[] {
  const found = searchChoices(choices, text);
  if (found.length === 0) {
    const label = choices.length === 0 && empty !== undefined ? empty : noMatch(text.trim());
    return [{ label: forQuickPick(label), alwaysShow: true }];
  }
  const rest = found.length - MOST_SHOWN;
  const more = formatPlural(
    vscode.l10n.t("{count, plural, one {# more matches.} other {# more match.}} Type on to narrow them down."),
    { count: rest },
  );
  return [
    // VS Code would filter once more, by its own rules.
    ...found.slice(0, MOST_SHOWN).map((choice) => ({ ...shownTexts(choice), alwaysShow: true, choice })),
    ...(rest > 0 ? [{ label: forQuickPick(more), alwaysShow: true }] : []),
  ];
}

/** Lets the user search for one of the choices. @throws PromptCancelled, WentBack */
export async function searchPick<Data>(
  choices: readonly Choice<Data>[] | Promise<readonly Choice<Data>[]>,
  options: SearchOptions,
  frame: PickFrame,
): Promise<Data> {
  const pick = createFramedPick<Row<Data>>(frame);
  try {
    pick.placeholder = forPlainLine(options.loading ?? vscode.l10n.t("Loading..."));
    [pick.busy, pick.enabled] = [true, false];
    return await new Promise<Data>((resolve, reject) => {
      pick.onDidHide(() => {
        reject(new PromptCancelled());
      });
      pick.onDidTriggerButton(() => {
        reject(new WentBack());
      });
      pick.onDidAccept(() => {
        const choice = pick.selectedItems[0]?.choice;
        if (choice !== undefined) {
          resolve(choice.data);
        }
      });
      pick.show();
      Promise.resolve(choices).then((all) => {
        pick.items = rowsOf(all, pick.value, options);
        pick.onDidChangeValue((text) => {
          pick.items = rowsOf(all, text, options);
        });
        pick.placeholder = forPlainLine(options.placeholder);
        [pick.busy, pick.enabled] = [false, true];
      }, reject);
    });
  } finally {
    pick.dispose();
  }
}
