import { type IdentityChange } from "../../src/identity/identityChange";
import { type PlannedTarget } from "../../src/mutation/batch/batchPlan";
import { type ChangeOrigin, type ChangeRecord, type JournalEntry } from "../../src/mutation/journal/journalEntry";
import { lastToUndo, retryableRecords } from "../../src/mutation/journal/journalQuery";
import { undoWishes } from "../../src/mutation/journal/journalUndoWishes";
import { resourceOf } from "../../src/mutation/outcome";
import { type ResourcePlan } from "../../src/mutation/resourcePlan";
import { sameId } from "../emulator/src/resourceId";
import { resourceIds, resourceNames, type ResourceName } from "./estate";
import { saidOf } from "./said";
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

  /**
   * As `changeResources` does it. `agreesAgain`: what the user says where the outcome would be another; nobody is asked for each of
   * many.
   */
  async make(targets: readonly Target[], origin: ChangeOrigin, agreesAgain: boolean): Promise<void> {
    const { changes, inventory } = this.session;
    const known = targets.map(({ resource, change }) => ({ subscription, resource: asListed(resource), change }));
    const planned = await changes.plan(known, this.signal);
    this.notePlanned(planned);
    const plans = planned.flatMap((each) => (each.kind === "toChange" ? [each.plan] : []));
    if (plans.length === 0) {
      if (planned.every(({ kind }) => kind === "noChange")) {
        await changes.recordNothingToDo(planned, origin);
      }
      return;
    }
    const acts = new Map(plans.map((plan) => [plan, this.begin(plan, origin, planned.length > 1)]));
    const [first] = plans;
    const only = first !== undefined && planned.length === 1 ? acts.get(first) : undefined;
    const { entry } = await changes.apply(
      { planned, plans, origin },
      {
        stop: this.signal,
        ...(only === undefined ? {} : { agreeAgain: (next) => answer(only, next, agreesAgain) }),
        onBegin: (entryId) => {
          for (const act of acts.values()) {
            act.entryId = entryId;
          }
        },
        onProgress: (_, progress) => {
          this.witness.texts.push(JSON.stringify(progress));
        },
        onOutcome: (plan, outcome) => {
          acts.get(plan)?.end(saidOf(outcome));
          const resource = resourceOf(outcome);
          if (resource !== undefined) {
            inventory.replaceResource(subscription, resource);
          }
        },
      },
    );
    const open = entry.records.filter(({ outcome: { kind } }) => kind === "waiting" || kind === "running");
    if (entry.records.length !== planned.length || open.length > 0) {
      this.witness.blame("leavesOpen", `${open.length} resources have no outcome`);
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
    if (entry === undefined || targets.length === 0) {
      this.witness.say(`nothing to ${kind}`);
    } else {
      await this.make(targets, { kind, entryId: entry.id }, true);
    }
  }

  private begin(plan: ResourcePlan, origin: ChangeOrigin, isOfBatch: boolean): OpenAct {
    const resource = resourceNames.find((name) => sameId(resourceIds[name], plan.resource.id)) ?? "plain";
    const act = this.witness.begin({ resource, change: plan.change }, origin.kind, isOfBatch);
    act.agree(plan);
    return act;
  }

  /** What is said of those that are not to be written: nothing of a write, but an error may hold a secret. */
  private notePlanned(planned: readonly PlannedTarget[]): void {
    for (const each of planned) {
      if (each.kind === "failed") {
        this.witness.note(each.error);
      }
      this.witness.say(`${each.target.resource.name}: planned ${each.kind}`);
    }
  }
}

function answer(act: OpenAct, next: ResourcePlan, agreesAgain: boolean): Promise<boolean> {
  if (agreesAgain) {
    act.agree(next);
  }
  return Promise.resolve(agreesAgain);
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
