import { l10n } from "vscode";
import type { Wire } from "../../identity/wire";
import { type AgentTool, ToolError, type ToolNotice } from "./agentTool";
import type { WriteDeps } from "./deps";
import { textOf } from "./readInput";
import type { WriteQueue } from "./writeQueue";
import { writtenAnswer } from "./writtenAnswer";

/** Takes back a change of identities of the journal, as the user's own command does, with review and dialog. */
export class UndoTool implements AgentTool {
  constructor(
    private readonly deps: WriteDeps,
    private readonly queue: WriteQueue,
  ) {}

  notice(): ToolNotice {
    return {
      progress: l10n.t("Waiting for you to review the undo"),
      confirmation: {
        title: l10n.t("Undo a change of managed identities?"),
        message: l10n.t("An agent asks to undo a change. You review it before it's made."),
      },
    };
  }

  run(input: Wire, signal: AbortSignal): Promise<object> {
    const id = textOf(input, "changeId");
    return this.queue.run(async () => {
      const { journal, undoEntry, changeIdentities, log } = this.deps;
      await journal.load();
      const entry = journal.entry(id);
      if (entry === undefined) {
        throw new ToolError(
          "unknownChange",
          "There is no change with this ID. Use the changeId that applying a plan has returned.",
        );
      }
      if (journal.isRunning(id)) {
        throw new ToolError("stillRunning", "This change is still being made. Wait until it has ended.");
      }
      if (entry.act !== undefined) {
        throw new ToolError(
          "notUndoableHere",
          "This is not a change of a resource's identities. The user can undo it in the Changes view.",
        );
      }
      await journal.open(id);
      return await writtenAnswer(log, signal, (asAgent) => undoEntry(entry, asAgent(changeIdentities)));
    }, signal);
  }
}
