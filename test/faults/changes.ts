import { type IdentityChange } from "../../src/identity/identityChange";
import { plannedTarget } from "../../src/mutation/batch/batchPlan";
import { type ChangeOrigin, type ChangeRecord, type JournalEntry } from "../../src/mutation/journal/journalEntry";
import { lastToUndo, retryableRecords } from "../../src/mutation/journal/journalQuery";
import { JournalRecorder, recordNothingToDo, recordOne } from "../../src/mutation/journal/journalRecorder";
import { undoWishes } from "../../src/mutation/journal/journalUndoWishes";
import { type MutationOutcome } from "../../src/mutation/mutationService";
import { type ResourcePlan } from "../../src/mutation/resourcePlan";
import { sameId } from "../emulator/src/resourceId";
import { resourceIds, resourceNames, type ResourceName } from "./estate";
import { saidOfBatch, saidOfError, saidOfOutcome } from "./said";
import { type Session, subscription } from "./session";
import { type OpenAct, type Target, type Witness } from "./witness";

/** A change that a record of the journal asks for. */
interface Wish {
  readonly record: ChangeRecord;
  readonly change: IdentityChange;
}

/** Makes changes as the feature does it, without its questions: plan, journal, apply, verify. */
export class Changes {
  constructor(
    private readonly session: Session,
    private readonly witness: Witness,
    private readonly signal: AbortSignal,
  ) {}

  /** As `changeIdentities` does it. `agreesAgain`: what the person says where the outcome would be another. */
  async one(target: Target, origin: ChangeOrigin, agreesAgain: boolean): Promise<void> {
    const act = this.witness.begin(target, origin.kind, false);
    try {
      await this.planned(act, target, origin, agreesAgain);
    } catch (error) {
      // The first word counts: of an error of the write itself something was said already.
      act.end(saidOfError(error));
    }
  }

  /** As `changeMany` does it. */
  async many(targets: readonly Target[], origin: ChangeOrigin): Promise<void> {
    const { batch, journal, inventory } = this.session;
    const known = targets.map(({ resource, change }) => ({ subscription, resource: asListed(resource), change }));
    const planned = await batch.plan(known, this.signal, () => undefined);
    if (planned.every(({ kind }) => kind === "noOp")) {
      await recordNothingToDo(journal, planned, origin);
      return;
    }
    const plans = planned.flatMap((each) => (each.kind === "toChange" ? [each.plan] : []));
    const recorder = new JournalRecorder(journal, planned, origin);
    const acts = new Map(plans.map((plan) => [plan, this.beginOfBatch(plan, origin, recorder.id)]));
    await recorder.begin();
    try {
      await batch.apply(plans, this.signal, {
        onProgress: (plan, progress) => {
          this.witness.texts.push(JSON.stringify(progress));
          if (progress.kind === "sending") {
            recorder.running(plan);
          }
        },
        onOutcome: (plan, outcome) => {
          recorder.ended(plan, outcome);
          acts.get(plan)?.end(saidOfBatch(outcome));
          if ("resource" in outcome) {
            inventory.replaceResource(subscription, outcome.resource);
          }
        },
      });
    } finally {
      await recorder.end();
    }
    const open = recorder.latest.records.filter(({ outcome: { kind } }) => kind === "waiting" || kind === "running");
    if (recorder.latest.records.length !== planned.length || open.length > 0) {
      this.witness.blame("batchLeavesOpen", `${open.length} resources of a batch have no outcome`);
    }
  }

  /** Takes back what "undo the last" means. */
  async undo(): Promise<void> {
    const { journal } = this.session;
    const isRunning = (id: string): boolean => journal.isRunning(id);
    const entry = lastToUndo(journal.entries, isRunning);
    const wishes = entry === undefined ? [] : undoWishes(journal.entries, entry, undefined, isRunning).wishes;
    await this.again("undo", entry, wishes);
  }

  /** Tries again what is worth it in the latest entry that has such. */
  async retry(): Promise<void> {
    const { journal } = this.session;
    const { entries } = journal;
    const entry = entries.find((each) => !journal.isRunning(each.id) && retryableRecords(entries, each).length > 0);
    const records = entry === undefined ? [] : retryableRecords(entries, entry);
    const wishes = records.map((record) => ({ record, change: record.change }));
    await this.again("retry", entry, wishes);
  }

  private async again(kind: "undo" | "retry", entry: JournalEntry | undefined, wishes: readonly Wish[]): Promise<void> {
    const targets = wishes.flatMap(({ record, change }) => {
      const resource = resourceNames.find((name) => sameId(resourceIds[name], record.resourceId));
      return resource === undefined ? [] : [{ resource, change }];
    });
    const [first, second] = targets;
    if (entry === undefined || first === undefined) {
      this.witness.say(`nothing to ${kind}`);
    } else if (second === undefined) {
      await this.one(first, { kind, entryId: entry.id }, true);
    } else {
      await this.many(targets, { kind, entryId: entry.id });
    }
  }

  private async planned(act: OpenAct, target: Target, origin: ChangeOrigin, agreesAgain: boolean): Promise<void> {
    const { mutation, journal, inventory } = this.session;
    const plan = await mutation.plan(subscription, resourceIds[target.resource], target.change, this.signal);
    inventory.replaceResource(subscription, plan.resource);
    const planned = plannedTarget({ subscription, resource: plan.resource, change: target.change }, plan);
    if (planned.kind !== "toChange") {
      if (planned.kind === "noOp") {
        await recordNothingToDo(journal, [planned], origin);
      }
      act.end({ kind: "nothingWritten", why: planned.kind });
      return;
    }
    act.agree(plan);
    const { outcome } = await recordOne(journal, plan, origin, async () => {
      act.entryId = journal.entries.find((entry) => isRunningFor(this.session, entry, plan))?.id;
      return await this.apply(act, plan, agreesAgain);
    });
    inventory.replaceResource(subscription, outcome.kind === "declined" ? outcome.next.resource : outcome.resource);
  }

  /** What is said is said at once: the journal still has to write it down. */
  private async apply(act: OpenAct, plan: ResourcePlan, agreesAgain: boolean): Promise<MutationOutcome> {
    try {
      const outcome = await this.session.mutation.apply(plan, {
        signal: this.signal,
        onProgress: (progress) => {
          this.witness.texts.push(JSON.stringify(progress));
        },
        agreeAgain: (next) => {
          if (agreesAgain) {
            act.agree(next);
          }
          return Promise.resolve(agreesAgain);
        },
      });
      act.end(saidOfOutcome(outcome));
      return outcome;
    } catch (error) {
      act.end(saidOfError(error));
      throw error;
    }
  }

  private beginOfBatch(plan: ResourcePlan, origin: ChangeOrigin, entryId: string): OpenAct {
    const resource = resourceNames.find((name) => sameId(resourceIds[name], plan.resource.id)) ?? "plain";
    const act = this.witness.begin({ resource, change: plan.change }, origin.kind, true);
    act.entryId = entryId;
    act.agree(plan);
    return act;
  }
}

function isRunningFor({ journal }: Session, entry: JournalEntry, plan: ResourcePlan): boolean {
  return journal.isRunning(entry.id) && entry.records.some(({ resourceId }) => sameId(resourceId, plan.resource.id));
}

/** What a selection in the tree knows of a resource; the batch reads it afresh. */
function asListed(name: ResourceName): ResourcePlan["resource"] {
  const id = resourceIds[name];
  const facts = {
    id,
    name: id.split("/").at(-1) ?? "",
    subscriptionId: subscription.subscriptionId,
    resourceGroup: "rg-faults",
    location: "westeurope",
    identity: { kind: "state", state: { systemAssigned: undefined, userAssigned: [] } },
    provisioningState: undefined,
  } as const;
  return name === "uniform" || name === "flexible"
    ? { ...facts, kind: "scaleSet", orchestrationMode: name === "flexible" ? "Flexible" : "Uniform" }
    : { ...facts, kind: "virtualMachine", scaleSetId: undefined };
}
