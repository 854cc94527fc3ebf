import * as vscode from "vscode";
import type { Inventory } from "../azure/inventory/inventory";
import type { TreeState } from "./treeState";
import { untilListed } from "../azure/inventory/untilListed";

/** Waits until it is known what a tree as a whole has to say, and tells the welcome texts, which ask for the context key. */
export async function announcedState(
  inventory: Inventory,
  stateNow: () => TreeState,
  contextKey: string,
): Promise<TreeState> {
  for (;;) {
    await untilListed(inventory, () => stateNow() !== "loading");
    const state = stateNow();
    await vscode.commands.executeCommand("setContext", contextKey, state);
    if (state === stateNow()) {
      return state;
    }
  }
}
