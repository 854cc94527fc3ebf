/** The item that a loop has come to, as one word of a command. */
export interface LoopItem {
  readonly kind: "loopItem";
}

/** One word of a command: text as the program has to receive it, or the item of the loop around it. */
export type Word = string | LoopItem;

/** A command: the program and its arguments. */
export type Command = readonly Word[];

/** A step of a script: a comment, or commands that run once for each item. Without items they run once and hold no loop item. */
export type Step =
  | { readonly kind: "comment"; readonly text: string }
  | { readonly kind: "run"; readonly items: readonly string[]; readonly commands: readonly Command[] };

/** The loop item as a word. */
export const LOOP_ITEM: LoopItem = { kind: "loopItem" };

/** The commands with their loop item filled in. */
export function withItem(commands: readonly Command[], item: string): string[][] {
  return commands.map((command) => command.map((word) => (typeof word === "string" ? word : item)));
}
