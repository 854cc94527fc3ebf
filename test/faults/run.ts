import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { AzureError } from "../../src/azure/azureError";
import { JournalFiles } from "../../src/mutation/journal/journalFiles";
import { type Emulator } from "../emulator/src/emulator";
import { sameId } from "../emulator/src/resourceId";
import { type Told } from "./act";
import { type Activity } from "./activity";
import { Changes } from "./changes";
import { checkActs } from "./checkActs";
import { checkInventory } from "./checkInventory";
import { checkGrants, grantAccess, holdsRole } from "./grants";
import { checkEntries, checkJournal } from "./checkJournal";
import { checkSecrets } from "./checkSecrets";
import { faultEstate, resourceIds, type ResourceName } from "./estate";
import { putForeignEntries } from "./foreignEntries";
import { Session } from "./session";
import { type History, type Step } from "./step";
import { Troubles, writeAsOther } from "./troubles";
import { type VirtualTime } from "./virtualTime";
import { Witness } from "./witness";

/** Longer than any operation, and than the budgets of a batch make it wait; in virtual time. */
const LONGEST_MS = 30 * 60_000;
/** "Within seconds". */
const STOP_MS = 30_000;
/** Longer than any operation: after it all of them have ended. */
const AFTERWARDS_MS = 400_000;

type ChangingStep = Extract<Step, { readonly troubles: unknown }>;

/** What a history runs in. */
export interface Place {
  readonly time: VirtualTime;
  readonly activity: Activity;
  /** Of the journal. */
  readonly folder: string;
  readonly emulator: () => Emulator;
}

/** One run of a history. */
export class Run {
  readonly troubles: Troubles;
  private readonly witness: Witness;
  private session: Session | undefined;
  private cancel = new AbortController();
  private cancelledAt: number | undefined;
  /** Whether the journal is full of entries of a clock that ran ahead. */
  private isCrowded = false;
  /** The steps in which the process died: what was said then need not be on the disk yet. */
  private readonly diedIn = new Set<number>();

  constructor(
    private readonly history: History,
    private readonly place: Place,
  ) {
    const { time, emulator } = place;
    this.troubles = new Troubles(emulator, {
      now: () => time.now,
      cancel: () => {
        this.pressCancel();
      },
      crash: () => {
        this.die();
      },
      removeMachine: (resource) => {
        emulator().control.remove(resourceIds[resource]);
      },
      failedModel: history.weather.variants.failedModel,
    });
    this.witness = new Witness({
      now: () => time.now,
      control: () => emulator().control,
      seen: () => this.troubles.seen,
    });
  }

  async all(): Promise<Told> {
    const { witness } = this;
    for (const step of this.history.steps) {
      witness.step++;
      witness.say(`step ${witness.step}: ${JSON.stringify(step)}`);
      await this.take(step);
      await this.checkAfterStep();
    }
    witness.step++;
    witness.say("the end");
    await this.finish();
    return { violations: witness.violations, transcript: witness.transcript };
  }

  private pressCancel(): void {
    this.cancelledAt ??= this.place.time.now;
    this.cancel.abort();
  }

  private die(): void {
    this.diedIn.add(this.witness.step);
    this.session?.crash();
    this.session = undefined;
  }

  private async opened(): Promise<Session> {
    if (this.session !== undefined) {
      return this.session;
    }
    const { emulator, folder, activity } = this.place;
    const session = new Session(emulator(), folder, activity, (error) => {
      this.witness.texts.push(String(error));
      this.witness.blame("journalStoreFails", String(error));
    });
    this.session = session;
    await this.bounded(
      session,
      session.run(() => session.journal.reload()),
    );
    return session;
  }

  private async take(step: Step): Promise<void> {
    const { time, folder, emulator } = this.place;
    const { control } = emulator();
    switch (step.kind) {
      case "change":
      case "batch":
      case "undo":
      case "retry":
      case "refresh":
      case "grant":
        await this.troubled(step);
        return;
      case "otherWrite":
        writeAsOther(emulator(), step.resource, step.write);
        return;
      case "deleteMachine":
        control.remove(resourceIds[step.resource]);
        return;
      case "recreateMachine":
        this.recreateMachine(step.resource);
        return;
      case "deleteIdentity":
        control.remove(step.id);
        return;
      case "recreateIdentity":
        control.recreateIdentity(step.id);
        return;
      case "expireTokens":
        control.expireTokens();
        return;
      case "reopen":
        if (step.how === "crash") {
          this.die();
        } else {
          await this.close();
        }
        return;
      case "jump":
        time.jump(step.milliseconds);
        return;
      case "pass":
        await time.pass(step.milliseconds);
        return;
      case "foreignEntries":
        this.isCrowded ||= step.which === "future";
        await putForeignEntries(folder, step.which);
    }
  }

  private recreateMachine(resource: ResourceName): void {
    const { control } = this.place.emulator();
    const id = resourceIds[resource];
    const seed = faultEstate.resources.find((each) => sameId(each.id, id));
    if (control.resource(id) === undefined && seed !== undefined) {
      control.put(id, Object.fromEntries(Object.entries(seed).filter(([key]) => key !== "id")));
    }
  }

  /** Runs what the product does in a step, with its troubles, to its end, to its death, or until nothing goes on any more. */
  private async troubled(step: ChangingStep): Promise<void> {
    const session = await this.opened();
    this.cancel = new AbortController();
    this.cancelledAt = undefined;
    this.troubles.begin(step.troubles);
    const stops = [
      this.later(step.cancelAfterMs, () => {
        this.pressCancel();
      }),
      this.later(step.crashAfterMs, () => {
        this.die();
      }),
    ];
    await this.bounded(
      session,
      session.run(() => this.work(session, step)),
      step.kind,
    );
    for (const stop of stops) {
      stop();
    }
    this.troubles.begin([]);
    if (!session.owner.isDead) {
      this.checkStop(step.kind);
    }
  }

  private checkStop(kind: ChangingStep["kind"]): void {
    if (kind === "refresh") {
      // Nobody can stop a listing: it ends by the deadline of its answers.
      return;
    }
    const took = this.cancelledAt === undefined ? 0 : this.place.time.now - this.cancelledAt;
    if (took > STOP_MS) {
      this.witness.blame(
        kind === "change" ? "stopsLate" : "batchStopsLate",
        `it took ${Math.round(took)} ms after Cancel`,
      );
    }
  }

  private later(milliseconds: number | undefined, action: () => void): () => void {
    return milliseconds === undefined ? () => undefined : this.place.time.after(milliseconds, action);
  }

  /** Waits for something of a session, and blames it where it never ends. */
  private async bounded(
    session: Session,
    task: Promise<unknown>,
    kind: ChangingStep["kind"] | "other" = "other",
  ): Promise<void> {
    const ended = await this.place.time.run(task, LONGEST_MS);
    if (session.owner.isDead) {
      this.witness.say("the process died");
      return;
    }
    switch (ended.kind) {
      case "value":
        return;
      case "error":
        if (!AzureError.is(ended.error)) {
          throw ended.error;
        }
        this.witness.note(ended.error);
        return;
      case "hangs":
      case "late":
        this.witness.say(ended.kind === "hangs" ? "it hangs" : "it does not end");
        this.witness.blame(this.hangCheck(kind), ended.kind);
        this.die();
    }
  }

  /** Which promise is broken where nothing ends: an answer that stalls must not hold anything up for ever. */
  private hangCheck(kind: ChangingStep["kind"] | "other"): string {
    if (this.place.emulator().control.waiting() === 0) {
      return this.troubles.seen.at(-1)?.kind === "token" ? "signInNeverEnds" : "neverEnds";
    }
    return kind === "refresh" ? "stalledListing" : this.cancelledAt === undefined ? "stalledWrite" : "stalledAfterStop";
  }

  private async work(session: Session, step: ChangingStep): Promise<void> {
    const changes = new Changes(session, this.witness, this.cancel.signal);
    switch (step.kind) {
      case "change":
        await changes.make([step], { kind: "change" }, step.agreesAgain);
        return;
      case "batch": {
        const { change } = step;
        const targets = step.resources.map((resource) => ({ resource, change }));
        await changes.make(targets, { kind: "change" }, false);
        return;
      }
      case "undo":
        await changes.undo();
        return;
      case "retry":
        await changes.retry();
        return;
      case "grant":
        await grantAccess(session, this.witness, this.place.emulator().control, step.id, this.cancel.signal);
        return;
      case "refresh":
        await session.inventory.refresh();
        this.noteInventory(session);
    }
  }

  private noteInventory({ inventory }: Session): void {
    if (inventory.state.kind === "failed") {
      this.witness.note(inventory.state.error);
    }
  }

  private async checkAfterStep(): Promise<void> {
    const { witness } = this;
    witness.endAll();
    const acts = witness.acts.filter(({ step }) => step === witness.step);
    witness.violations.push(...checkActs(acts));
    if (this.session !== undefined) {
      const entries = await new JournalFiles(this.place.folder).list();
      const grants = witness.grants.filter(({ step }) => step === witness.step);
      witness.violations.push(
        ...checkJournal(this.remembered(acts), entries, this.isCrowded),
        ...checkGrants(this.remembered(grants), entries, holdsRole(this.place.emulator().control)),
      );
    }
  }

  private remembered<Told extends { readonly step: number; readonly said: unknown }>(told: readonly Told[]) {
    return told.map((each) => (this.diedIn.has(each.step) ? { ...each, said: undefined } : each));
  }

  private async close(): Promise<void> {
    const { session } = this;
    if (session === undefined) {
      return;
    }
    await this.bounded(session, session.close());
    this.session = undefined;
    const left = this.place.time.leftBy(session.owner);
    if (left > 0 && !session.owner.isDead) {
      this.witness.blame("timersLeft", `${left} timers are left`);
    }
    session.owner.isDead = true;
  }

  /** Everything ends; then the product is opened once more, and has to know it all. */
  private async finish(): Promise<void> {
    const { time, emulator, folder } = this.place;
    const { witness } = this;
    const { control } = emulator();
    await time.pass(AFTERWARDS_MS);
    await this.close();
    control.finishOperations();
    control.releaseStalled();
    await time.calm();
    const entries = await new JournalFiles(folder).list();
    witness.violations.push(
      ...checkActs(witness.acts, "inTheEnd"),
      ...checkJournal(this.remembered(witness.acts), entries, this.isCrowded, "inTheEnd"),
      ...checkGrants(this.remembered(witness.grants), entries, holdsRole(control)),
    );
    const session = await this.opened();
    await this.bounded(
      session,
      session.run(() => session.inventory.refresh()),
    );
    this.noteInventory(session);
    witness.violations.push(
      ...checkEntries(session.journal.entries, witness.step),
      ...checkInventory(session.inventory, control, witness.step),
    );
    await this.close();
    await this.checkTexts();
  }

  /** Looks through all that was shown, logged or stored. */
  private async checkTexts(): Promise<void> {
    const { emulator, folder } = this.place;
    const secrets = {
      tokens: [...this.troubles.tokens],
      signatures: emulator()
        .control.writes()
        .flatMap(({ operation }) => operation?.signature ?? []),
      clientSecret: emulator().credentials.clientSecret,
    };
    const names = await readdir(folder);
    const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
    const { texts, transcript, step } = this.witness;
    this.witness.violations.push(...checkSecrets([...texts, ...transcript, ...files], secrets, step));
  }
}
