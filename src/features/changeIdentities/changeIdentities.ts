import * as vscode from "vscode";
import type { ChangeTarget, ComputeResource } from "../../azure/compute/computeResource";
import type { IdentityChange } from "../../identity/identityChange";
import type { Hazard } from "../../identity/hazard";
import { isBlocked } from "../../identity/plan";
import type { ChangeOrigin } from "../../mutation/journal/journalEntry";
import { type PlannedTarget, plannedTarget } from "../../mutation/batch/batchPlan";
import { canBeUndone } from "../../mutation/journal/journalUndo";
import { MutationError } from "../../mutation/mutationError";
import type { Outcome } from "../../mutation/outcome";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { App } from "../../ui/app";
import { withCancellableProgress } from "../../ui/progress";
import { PromptCancelled } from "../../ui/prompts";
import { differenceInWords } from "../../ui/words/change";
import { hazardInASentence, hazardInWords } from "../../ui/words/hazard";
import { identityInWords } from "../../ui/words/identity";
import { progressInWords } from "../../ui/words/progress";
import { copyPlansAs, renderPlans } from "../copyAs/copyAs";
import { checkRights, questionForChange, refusable, type RightsReport } from "./permissionCheck";
import { PlanNotes } from "./planNotes";
import { confirmLoss, preview, type PreviewReason } from "./preview";
import { tellInformation, tellWarning } from "../../ui/tell";

/** Where a change comes from, and whether it may be offered to be taken back once it is made: not where what follows builds on it. */
export interface ChangeOptions {
  readonly origin?: ChangeOrigin;
  readonly isUndoOffered?: boolean;
}

/**
 * The one way in which a command changes a resource: plan on a fresh read, preview, ask where something is lost, apply, verify, tell.
 * @returns the resource as it was last read
 * @throws PromptCancelled, AzureError, MutationError
 */
export async function changeIdentities(
  app: App,
  target: ChangeTarget,
  change: IdentityChange,
  { origin = { kind: "change" }, isUndoOffered = true }: ChangeOptions = {},
): Promise<ComputeResource> {
  const { subscription, resource } = target;
  const title = vscode.l10n.t("Reading {0}", resource.name);
  const [planned, rights] = await withCancellableProgress(title, (signal) =>
    Promise.all([
      app.changes.plan([{ subscription, resource, change }], signal).then(onlyPlan),
      checkRights(app, questionForChange(subscription, resource, change), signal),
    ]),
  );
  app.inventory.replaceResource(subscription, planned.resource);
  if (planned.plan.isNoOp) {
    await app.changes.recordNothingToDo([plannedTarget({ subscription, resource, change }, planned)], origin);
    tellNoOp(planned.resource, planned.plan.hazards);
    return planned.resource;
  }
  await agree(app, planned, rights, "first");
  const { entryId, outcome } = await app.busy.during(resource.id, () =>
    refusable(app, () => write(app, planned, change, origin, rights)),
  );
  app.inventory.replaceResource(subscription, outcome.resource);
  tell(app, outcome, isUndoOffered ? entryId : undefined);
  return outcome.resource;
}

/** @throws AzureError, MutationError */
function onlyPlan([planned]: readonly PlannedTarget[]): ResourcePlan {
  if (planned === undefined || planned.kind === "failed" || planned.kind === "unreadable") {
    throw planned?.error ?? new PromptCancelled();
  }
  return planned.plan;
}

async function agree(app: App, plan: ResourcePlan, rights: RightsReport, reason: PreviewReason): Promise<void> {
  const notes = new PlanNotes(app, plan, rights);
  try {
    await agreeWith(app, plan, notes, reason);
  } finally {
    notes.dispose();
  }
}

async function agreeWith(app: App, plan: ResourcePlan, notes: PlanNotes, reason: PreviewReason): Promise<void> {
  await preview(plan, reason, notes, {
    showRequest: async () => {
      const text = renderPlans(app, [plan], "httpFile");
      const label = vscode.l10n.t("Request for {0}", plan.resource.name);
      await app.ui.openReadOnly(label, plan.resource.id, text, ".http", { preserveFocus: true, preview: true });
    },
    copyAs: (target) => copyPlansAs(app, [plan], target),
  });
  if (isBlocked(plan.plan)) {
    throw new PromptCancelled();
  }
  await confirmLoss(plan, notes.sentences());
}

/** @throws AzureError, MutationError, PromptCancelled for whatever leaves nothing to show */
async function write(
  app: App,
  plan: ResourcePlan,
  change: IdentityChange,
  origin: ChangeOrigin,
  rights: RightsReport,
): Promise<{ readonly entryId: string; readonly outcome: ShownOutcome }> {
  const { subscription, resource } = plan;
  const title = vscode.l10n.t("{0}: {1}", resource.name, differenceInWords(plan.plan.difference));
  const planned = [plannedTarget({ subscription, resource, change }, plan)];
  const { entry, outcomes } = await withCancellableProgress(title, (stop, report) =>
    app.changes.apply(
      { planned, plans: [plan], origin },
      {
        stop,
        onProgress: (_, progress) => {
          report(progressInWords(progress));
        },
        agreeAgain: async (next) => {
          try {
            await agree(app, next, rights, "changedMeanwhile");
            return true;
          } catch (error) {
            if (error instanceof PromptCancelled) {
              return false;
            }
            throw error;
          }
        },
      },
    ),
  );
  return { entryId: entry.id, outcome: shown(app, plan, outcomes.get(plan)) };
}

type ShownOutcome = Extract<Outcome, { kind: "changed" | "noChange" | "differs" }>;

function shown(app: App, { subscription }: ResourcePlan, outcome: Outcome | undefined): ShownOutcome {
  switch (outcome?.kind) {
    case "changed":
    case "noChange":
    case "differs":
      return outcome;
    case "failed":
    case "unknown":
      throw outcome.error;
    case "blocked":
      throw new MutationError(outcome.refusal);
    case "changedMeanwhile":
      app.inventory.replaceResource(subscription, outcome.next.resource);
      throw new PromptCancelled();
    case "notStarted":
    case undefined:
      throw new PromptCancelled();
  }
}

function tellNoOp(resource: ComputeResource, hazards: readonly Hazard[]): void {
  const text = vscode.l10n.t("Nothing to change: {0} has {1}.", resource.name, identityInWords(resource));
  void tellInformation([text, ...hazards.map((hazard) => hazardInASentence(hazardInWords(hazard)))].join(" "));
}

/** Says that a change has arrived, and offers to take it back where that is possible. Does not wait for the person. */
function tellVerified(app: App, text: string, entryId: string | undefined): void {
  const entry = entryId === undefined ? undefined : app.journal.entry(entryId);
  const undo = vscode.l10n.t("Undo");
  const buttons = entry !== undefined && canBeUndone(entry) ? [undo] : [];
  void tellInformation(text, ...buttons).then(async (button) => {
    if (button === undo) {
      await vscode.commands.executeCommand("managedIdentities.undoChange", entryId);
    }
  });
}

/** `entryId`: the journal's entry where it may be offered to be taken back. */
function tell(app: App, outcome: ShownOutcome, entryId: string | undefined): void {
  const { resource } = outcome;
  const has = identityInWords(resource);
  switch (outcome.kind) {
    case "changed":
      tellVerified(app, vscode.l10n.t("Verified: {0} now has {1}.", resource.name, has), entryId);
      return;
    case "noChange":
      tellNoOp(resource, outcome.applied.plan.hazards);
      return;
    case "differs":
      void tellWarning(
        vscode.l10n.t(
          "The change was made, but {0} now has {1}, which is not what was planned. Somebody else may have changed it at the same time.",
          resource.name,
          has,
        ),
      );
  }
}
