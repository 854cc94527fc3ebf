import * as vscode from "vscode";
import { type Choice, type OtherAnswer, type PickManyOptions, PromptCancelled, WentBack } from "../prompts";
import { createFramedPick, type PickFrame } from "./pickFrame";
import { shownTexts, titleButton } from "./quickPick";
import { forPlainLine, forQuickPick } from "./safeText";

/** What Enter means in a pick of many. */
export type Accepted<Data> =
  { readonly kind: "answer"; readonly answer: readonly Data[] } | { readonly kind: "nothing" };

/** What there is when Enter is pressed. */
interface Accepting<Data> {
  readonly ticked: readonly Choice<Data>[];
  readonly focused: Choice<Data> | undefined;
  /** Something was ticked before, and the user has taken it away: the focused row would be the opposite of what they did. */
  readonly hasUnticked: boolean;
  readonly allowsNone: boolean;
}

/** What Enter means: what is ticked, or the focused row where nothing is. */
export function acceptMany<Data>({ ticked, focused, hasUnticked, allowsNone }: Accepting<Data>): Accepted<Data> {
  if (ticked.length > 0 || allowsNone) {
    return { kind: "answer", answer: ticked.map(({ data }) => data) };
  }
  return focused === undefined || focused.isFixed === true || hasUnticked
    ? { kind: "nothing" }
    : { kind: "answer", answer: [focused.data] };
}

interface Row<Data> extends vscode.QuickPickItem {
  readonly choice?: Choice<Data>;
  readonly other?: OtherAnswer<Data>;
}

/** A row for each choice, those of one group below its name; no names where there is one group only. */
function rowsOf<Data>(choices: readonly Choice<Data>[]): Row<Data>[] {
  const groups = Map.groupBy(choices, ({ group = "" }) => group);
  const isNamed = [...groups.keys()].filter((name) => name !== "").length > 1;
  return [...groups].flatMap(([name, same]) => [
    ...(isNamed && name !== "" ? [{ label: forPlainLine(name), kind: vscode.QuickPickItemKind.Separator }] : []),
    ...same.map((choice) => ({ ...shownTexts(choice), choice })),
  ]);
}

/** Whether a row holds a text. */
function isMatch({ choice, label, description = "", detail = "" }: Row<unknown>, text: string): boolean {
  const wanted = text.toLowerCase();
  return choice !== undefined && [label, description, detail].some((each) => each.toLowerCase().includes(wanted));
}

const otherRow = <Data>(other: OtherAnswer<Data>): Row<Data> => ({ ...shownTexts(other), other });

class ManyPick<Data> implements vscode.Disposable {
  private readonly pick: vscode.QuickPick<Row<Data>>;
  private buttons: ReadonlyMap<vscode.QuickInputButton, OtherAnswer<Data>> = new Map();
  private hasUnticked = false;
  private tickedBefore = 0;

  constructor(
    private readonly options: PickManyOptions<Data>,
    frame: PickFrame,
  ) {
    const pick = createFramedPick<Row<Data>>(frame);
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.canSelectMany = true;
    pick.placeholder = forPlainLine(options.loading ?? vscode.l10n.t("Loading..."));
    this.pick = pick;
  }

  async ask(choices: readonly Choice<Data>[] | Promise<readonly Choice<Data>[]>): Promise<readonly Data[]> {
    const { pick } = this;
    return await new Promise<readonly Data[]>((resolve, reject) => {
      pick.onDidHide(() => {
        reject(new PromptCancelled());
      });
      pick.onDidTriggerButton((button) => {
        const other = this.buttons.get(button);
        if (other !== undefined) {
          resolve([...this.ticked().map(({ data }) => data), other.data]);
        } else if (button === vscode.QuickInputButtons.Back) {
          reject(new WentBack());
        }
      });
      pick.onDidChangeSelection((selected) => {
        this.keepFixedUnticked(selected);
      });
      pick.onDidChangeValue((text) => {
        this.focusMatch(text);
      });
      pick.onDidAccept(() => {
        const answer = this.accept();
        if (answer !== undefined) {
          resolve(answer);
        }
      });
      this.setReady(false);
      pick.show();
      Promise.resolve(choices).then((all) => {
        this.fill(all);
      }, reject);
    });
  }

  dispose(): void {
    this.pick.dispose();
  }

  private setReady(isReady: boolean): void {
    this.pick.busy = !isReady;
    this.pick.enabled = isReady;
  }

  private fill(choices: readonly Choice<Data>[]): void {
    const { pick, options } = this;
    const { empty, placeholder } = options;
    const others = options.others?.() ?? [];
    const hasChoice = choices.some(({ isFixed }) => isFixed !== true);
    const rows = rowsOf(choices);
    if (hasChoice) {
      this.buttons = new Map(others.map((other) => [titleButton(other.icon, other.label), other]));
      pick.buttons = [...pick.buttons, ...this.buttons.keys()];
      pick.items = rows;
      pick.selectedItems = rows.filter(({ choice }) => choice?.picked === true && choice.isFixed !== true);
      this.tickedBefore = pick.selectedItems.length;
      pick.placeholder = forPlainLine(
        vscode.l10n.t({
          message: "{0} (Space to select, Enter to confirm)",
          args: [placeholder],
          comment: ["{0} asks for some of several things."],
        }),
      );
    } else {
      // Nothing can be ticked, so nothing has a box.
      pick.canSelectMany = false;
      const none = choices.length === 0 && empty !== undefined ? [{ label: forQuickPick(empty) }] : [];
      pick.items = [...others.map(otherRow), ...none, ...rows];
      pick.placeholder = forPlainLine(placeholder);
    }
    const first = pick.items.find(
      ({ choice, other }) => other !== undefined || (choice !== undefined && choice.isFixed !== true),
    );
    pick.activeItems = first === undefined ? [] : [first];
    this.setReady(true);
  }

  private ticked(): readonly Choice<Data>[] {
    return this.pick.canSelectMany
      ? this.pick.selectedItems.flatMap(({ choice }) =>
          choice === undefined || choice.isFixed === true ? [] : [choice],
        )
      : [];
  }

  /** A pick with boxes leaves no row focused while one types, so that Enter would have nothing to take. */
  private focusMatch(text: string): void {
    const first = this.matchOf(text);
    if (first !== undefined && this.pick.canSelectMany) {
      this.pick.activeItems = [first];
    }
  }

  /** The first row that holds the text, of those that can be ticked where there are any. */
  private matchOf(text: string): Row<Data> | undefined {
    const matching = this.pick.items.filter((row) => isMatch(row, text));
    return matching.find(({ choice }) => choice?.isFixed !== true) ?? matching[0];
  }

  private keepFixedUnticked(selected: readonly Row<Data>[]): void {
    if (!this.pick.canSelectMany) {
      return;
    }
    const tickable = selected.filter(({ choice }) => choice?.isFixed !== true);
    if (tickable.length < selected.length) {
      this.pick.selectedItems = tickable;
    }
    this.hasUnticked = tickable.length === 0 && (this.hasUnticked || this.tickedBefore > 0);
    this.tickedBefore = tickable.length;
  }

  private accept(): readonly Data[] | undefined {
    const { pick, options } = this;
    // A click takes the focus off all rows.
    const active = pick.activeItems[0] ?? (pick.value === "" ? undefined : this.matchOf(pick.value));
    if (active?.other !== undefined) {
      return [active.other.data];
    }
    const accepted = acceptMany({
      ticked: this.ticked(),
      focused: active?.choice,
      hasUnticked: this.hasUnticked,
      allowsNone: options.allowsNone === true && pick.canSelectMany,
    });
    if (accepted.kind === "answer") {
      return accepted.answer;
    }
    // The text of the filter hides the placeholder.
    pick.value = "";
    pick.placeholder = forPlainLine(this.advice(active?.choice));
    return undefined;
  }

  private advice(focused: Choice<Data> | undefined): string {
    const { pick, options } = this;
    if (!pick.canSelectMany) {
      return options.empty ?? vscode.l10n.t("There is nothing to select. Press Escape to close.");
    }
    return focused?.isFixed === true
      ? vscode.l10n.t("{0} can't be selected. Select another row.", focused.label)
      : vscode.l10n.t("Nothing is selected. Press Space on a row to select it, or Escape to close.");
  }
}

/** Lets the user tick some of the choices. @throws PromptCancelled, WentBack */
export async function pickMany<Data>(
  choices: readonly Choice<Data>[] | Promise<readonly Choice<Data>[]>,
  options: PickManyOptions<Data>,
  frame: PickFrame,
): Promise<readonly Data[]> {
  const pick = new ManyPick(options, frame);
  try {
    return await pick.ask(choices);
  } finally {
    pick.dispose();
  }
}
