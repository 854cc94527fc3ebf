import { asAzureError } from "../../src/mutation/outcome";
import { realWait } from "../../src/mutation/clock";
import { roleAssignmentName } from "../../src/azure/access/roleAssignmentsName";
import { grantRole } from "../../src/azure/access/roleAssignmentsGrant";
import { type JournalEntry } from "../../src/mutation/journal/journalEntry";
import { type EmulatorControl } from "../emulator/src/control";
import { idsOf } from "../emulator/src/estate/identitySeeds";
import { textAt } from "../emulator/src/json";
import { type Violation } from "./act";
import { subscriptionId } from "./estate";
import { type Session, subscription } from "./session";
import { type Witness } from "./witness";

const SCOPE = `/subscriptions/${subscriptionId}/resourceGroups/rg-faults`;
const READER = "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";

/** A role that was to be granted, as the user and as Azure saw it. */
export interface Grant {
  readonly step: number;
  readonly principalId: string;
  /** What was said of it; undefined where the process died. */
  readonly said: "granted" | "exists" | "nothingWritten" | "mayBeWritten" | undefined;
}

/** Grants the role Reader on the resource group to an identity, as the feature does it. */
export async function grantAccess(
  session: Session,
  witness: Witness,
  control: EmulatorControl,
  identityId: string,
  signal: AbortSignal,
): Promise<void> {
  // One that was made again has another principal; one that is gone has none that the directory knows.
  const principalId =
    textAt(control.resource(identityId)?.["properties"], "principalId") ?? idsOf(identityId).principalId;
  const { step } = witness;
  const at = witness.grants.push({ step, principalId, said: undefined }) - 1;
  const end = (said: Grant["said"]): void => {
    witness.grants[at] = { step, principalId, said };
    witness.say(`grant: ${said ?? "nothing"}`);
  };
  const grant = { scope: SCOPE, roleDefinitionId: READER, principalId };
  try {
    const outcome = await grantRole(session.writes.roleAssignments, subscription, grant, {
      signal,
      onProgress: ({ kind }) => {
        witness.texts.push(kind);
      },
      wait: realWait,
    });
    end(outcome.kind === "created" ? "granted" : outcome.kind === "exists" ? "exists" : "nothingWritten");
  } catch (thrown) {
    const error = asAzureError(thrown);
    witness.note(error);
    end(error.written === "no" ? "nothingWritten" : "mayBeWritten");
  }
}

/** Tells whether a principal holds the role in the emulator: what has really come of it. */
export function holdsRole(control: EmulatorControl): Holds {
  return (principalId) => {
    const name = roleAssignmentName({ scope: SCOPE, roleDefinitionId: READER, principalId });
    return control.resource(`${SCOPE}/providers/Microsoft.Authorization/roleAssignments/${name}`) !== undefined;
  };
}

type Holds = (principalId: string) => boolean;

/** Checks that each grant which stands is on the disk, and that what stands there is what was said. */
export function checkGrants(
  grants: readonly Grant[],
  entries: readonly JournalEntry[],
  holds: Holds,
): readonly Violation[] {
  return grants.flatMap(({ step, principalId, said }) => {
    const kinds = entries.flatMap(({ act }) =>
      act?.act.kind === "grantAccess" && act.act.principalId === principalId ? [act.outcome.kind] : [],
    );
    return [...found(said, kinds, holds(principalId))].map(([check, detail]) => ({ check, step, detail }));
  });
}

function* found(said: Grant["said"], kinds: readonly string[], isHeld: boolean): Generator<readonly [string, string]> {
  if (isHeld && kinds.length === 0) {
    yield [
      "grantNotInJournal",
      `access was granted, and the journal has nothing of it (${said ?? "nothing"} was said)`,
    ];
  }
  if (isHeld && said === "nothingWritten") {
    yield ["refusedThoughGranted", '"nothing was written", and access was granted'];
  }
  if (!isHeld && (said === "granted" || said === "exists")) {
    yield ["grantedWithoutWrite", `${said} was said, and nobody holds the role`];
  }
  if (said === "granted" && !kinds.includes("done")) {
    yield ["journalOtherwise", `granted was said, and the journal has ${kinds.join()}`];
  }
  if (said === "nothingWritten" && kinds.length > 0) {
    yield ["journalOtherwise", `nothing was written, and the journal keeps ${kinds.join()}`];
  }
}
