import { AzureError } from "../../src/azure/azureError";
import { type IdentityChange } from "../../src/identity/identityChange";
import { type ChangeOrigin } from "../../src/mutation/journal/journalEntry";
import { type ResourcePlan } from "../../src/mutation/resourcePlan";
import { type EmulatorControl } from "../emulator/src/control";
import { sameId } from "../emulator/src/resourceId";
import { type AcceptedWrite } from "../emulator/src/writeLog";
import { type Act, type Violation } from "./act";
import { resourceIds, type ResourceName } from "./estate";
import { type Grant } from "./grants";
import { type Said } from "./said";
import { type Seen } from "./troubles";

/** A change of one resource, before anything is known of how it goes. */
export interface Target {
  readonly resource: ResourceName;
  readonly change: IdentityChange;
}

/** An act that is going on. */
export interface OpenAct {
  entryId: string | undefined;
  /** The user has agreed to a plan. */
  agree(plan: ResourcePlan): void;
  /** What is said of it; undefined where nothing ever is. Only the first word counts. */
  end(said: Said | undefined): void;
}

/** What a witness has to look at. */
export interface Sights {
  now(): number;
  control(): EmulatorControl;
  seen(): readonly Seen[];
}

/** Keeps what is said and shown in a history beside what has really happened. */
export class Witness {
  step = 0;
  readonly acts: Act[] = [];
  readonly grants: Grant[] = [];
  readonly violations: Violation[] = [];
  readonly transcript: string[] = [];
  /** Every text that a user or a log may get to see. */
  readonly texts: string[] = [];
  private open: OpenAct[] = [];

  constructor(private readonly sights: Sights) {}

  say(line: string): void {
    this.transcript.push(`${String(Math.round(this.sights.now())).padStart(9)} ms  ${line}`);
  }

  blame(check: string, detail: string): void {
    this.violations.push({ check, step: this.step, detail });
  }

  /** Keeps every text of an error that may be shown or logged. */
  note(error: AzureError): void {
    this.texts.push(
      error.message,
      JSON.stringify(error.failure),
      JSON.stringify(error.answer ?? {}),
      error.stack ?? "",
    );
    if (AzureError.is(error.cause)) {
      this.note(error.cause);
    }
  }

  /** Begins to watch a change of one resource. */
  begin({ resource, change }: Target, origin: ChangeOrigin["kind"], isOfBatch: boolean): OpenAct {
    const { step, sights } = this;
    const control = sights.control();
    const writesBefore = control.writes().length;
    const seenBefore = sights.seen().length;
    const isAbout = ({ resourceId }: AcceptedWrite): boolean => sameId(resourceId, resourceIds[resource]);
    const agreed: ResourcePlan[] = [];
    let isEnded = false;
    const act: OpenAct = {
      entryId: undefined,
      agree: (plan) => {
        agreed.push(plan);
      },
      end: (said) => {
        if (isEnded) {
          return;
        }
        isEnded = true;
        this.heard(resource, said);
        const written = control.writes().slice(writesBefore).filter(isAbout);
        const own = written.filter(({ by }) => by === "client");
        const operations = new Set(own.map(({ operation }) => operation?.operationId));
        this.acts.push({
          step,
          resource,
          change,
          origin,
          isOfBatch,
          agreed,
          get entryId() {
            return act.entryId;
          },
          said,
          written: own,
          inTheEnd: () => control.writes().filter((write) => operations.has(write.operation?.operationId)),
          othersWrote: written.length > own.length,
          identity: control.resource(resourceIds[resource])?.["identity"],
          seen: sights
            .seen()
            .slice(seenBefore)
            .filter((each) => each.resource === resource),
        });
      },
    };
    this.open.push(act);
    return act;
  }

  /** Nothing more is said of what is still going on. */
  endAll(): void {
    for (const act of this.open) {
      act.end(undefined);
    }
    this.open = [];
  }

  private heard(resource: ResourceName, said: Said | undefined): void {
    this.say(
      `${resource}: ${said?.kind ?? "nothing is said"}${said !== undefined && "why" in said ? ` (${said.why})` : ""}`,
    );
    if (said !== undefined && "error" in said) {
      this.note(said.error);
    }
  }
}
