import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { Self } from "../../azure/access/permissions";
import { type BatchRights, readBatchRights } from "../../mutation/batch/batchRights";
import type { BatchSummary } from "../../mutation/batch/batchSummary";
import type { App } from "../../ui/app";
import { BatchLosses } from "./batchLosses";
import { batchRightsLines } from "./batchRightsLines";
import { heading } from "./lines";
import type { PreviewItem } from "./previewItems";

/** What a person should know of a batch besides its plans. It is shown as it comes in: the preview waits for none of it. */
export class BatchNotes implements vscode.Disposable {
  private readonly abort = new AbortController();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly losses: BatchLosses;
  private rights: { readonly found: BatchRights; readonly selves: ReadonlyMap<string, Self> } | undefined;

  readonly onDidChange = this.changed.event;

  /** Begins to look everything up. `remarks` are known already. */
  constructor(
    private readonly app: App,
    private readonly summary: BatchSummary,
    private readonly remarks: readonly PreviewItem[],
  ) {
    this.losses = new BatchLosses(app, summary);
    void this.look(() => this.readRights());
    for (const read of this.losses.reads) {
      void this.look(() => read(this.abort.signal));
    }
  }

  /** The lines for the preview, as far as they are known. */
  lines(): PreviewItem[] {
    const total = this.summary.toChange.length;
    if (total === 0) {
      return [];
    }
    const rights =
      this.rights === undefined
        ? [
            heading(vscode.l10n.t("What stands in your way")),
            { icon: "loading~spin", label: vscode.l10n.t("Looking up what you may do...") },
          ]
        : batchRightsLines(this.rights.found, this.rights.selves, total);
    return [...this.remarks, ...rights, ...this.losses.lines()];
  }

  /** What is lost, in sentences for the question before it is done; only what is known by then. */
  sentences(): string[] {
    return this.losses.sentences();
  }

  dispose(): void {
    this.abort.abort();
    this.changed.dispose();
  }

  private async look(read: () => Promise<void>): Promise<void> {
    try {
      await read();
      this.changed.fire();
    } catch (error) {
      // The preview is gone; nobody wants to know any more.
      if (!AzureError.is(error, "cancelled")) {
        throw error;
      }
    }
  }

  private async readRights(): Promise<void> {
    const { app } = this;
    const { signal } = this.abort;
    const onUnread = (error: unknown): void => {
      app.log.debug(`Own rights could not be read: ${String(error)}`);
    };
    const reader = {
      permissions: app.permissions,
      locks: app.locks,
      beforeRead: app.changes.beforeRead.bind(app.changes),
      onUnread,
    };
    const found = await readBatchRights(reader, this.summary.toChange, signal);
    const selves = new Map<string, Self>();
    for (const { subscription } of found.missing) {
      const { tenantId } = subscription.tenant;
      if (!selves.has(tenantId)) {
        try {
          selves.set(tenantId, await app.permissions.self(subscription, signal));
        } catch (error) {
          onUnread(error);
          break;
        }
      }
    }
    this.rights = { found, selves };
  }
}
