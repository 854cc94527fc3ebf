import { type IdentityChange } from "../../src/identity/identityChange";
import { idKey } from "../emulator/src/resourceId";
import { type AcceptedWrite } from "../emulator/src/writeLog";
import { type Act, type Violation } from "./act";
import { carriedBy, describeCarried, inWords, sameSet } from "./identities";
import { type Seen } from "./troubles";

/** Checks what was said of changes against what was really written: when it was said, or again at the end of the operations. */
export function checkActs(acts: readonly Act[], when: "whenSaid" | "inTheEnd" = "whenSaid"): readonly Violation[] {
  return acts.flatMap((act) => {
    const found = when === "whenSaid" ? [...claims(act), ...namedOnly(act), ...writtenOnce(act)] : [...endings(act)];
    return found.map(([check, detail]) => ({ check, step: act.step, detail: `${act.resource}: ${detail}` }));
  });
}

type Finding = readonly [check: string, detail: string];

/** Whether a write has left, or may yet leave, something. */
export function lasts({ operation, before, after }: AcceptedWrite): boolean {
  return operation?.model !== "revert" && JSON.stringify(before) !== JSON.stringify(after);
}

function* claims(act: Act): Generator<Finding> {
  const { said, written, seen } = act;
  const last = written.at(-1);
  switch (said?.kind) {
    case "verified": {
      if (last?.operation?.status === "InProgress") {
        yield ["verifiedBeforeEnd", `verified while the operation runs (${troublesOf(seen)})`];
      }
      const stands = carriedBy(act.identity);
      const wished = describeCarried({ kind: "state", state: said.planned });
      if (wished !== undefined && !act.othersWrote && !sameSet(stands, wished)) {
        yield ["verifiedOtherwise", `${inWords(stands)} stands, ${inWords(wished)} was planned`];
      }
      const found = describeCarried(said.found);
      if (found !== undefined && !act.othersWrote && !sameSet(stands, found)) {
        yield ["verifiedOtherwise", `${inWords(stands)} stands, ${inWords(found)} was said`];
      }
      return;
    }
    case "differs":
      if (last === undefined) {
        yield ["madeWithoutWrite", "the change is said to be made, and nothing was written"];
      } else if (last.operation?.status === "InProgress") {
        yield ["differsBeforeEnd", `said to be made otherwise while the operation runs (${troublesOf(seen)})`];
      } else if (written.every((write) => !lasts(write))) {
        yield ["madeThoughReverted", "the change is said to be made, and Azure has taken it back"];
      }
      return;
    case "nothingWritten": {
      const stays = written.filter(lasts);
      if (stays.length > 0) {
        const check = said.why === "changedMeanwhile" ? "declinedThoughWritten" : "refusedThoughWritten";
        yield [check, `"nothing was written" (${said.why}), and ${stays.length} writes stay (${statusesOf(stays)})`];
      }
      return;
    }
    case "mayBeWritten":
      if (said.why !== "cancelled" && knowsTheEnd(act)) {
        yield [
          "knownButNotSaid",
          `the operation has succeeded and said so, and it "might have been changed" (${said.why})`,
        ];
      }
      return;
    case "operationFailed":
      if (!said.tellsWhatStands) {
        yield ["failureBelieved", "the operation failed, and nothing is said of what stands there"];
      }
      return;
    case "writtenUnread":
      if (!written.some(lasts)) {
        yield ["writtenWithoutWrite", `it was written, it is said, and nothing stays (${statusesOf(written)})`];
      }
      return;
    case undefined:
      return;
  }
}

/** Whether the product was told that its latest write has succeeded. */
function knowsTheEnd({ written, seen }: Act): boolean {
  const id = written.at(-1)?.operation?.operationId;
  return seen.some(
    ({ spoiled, operation }) => spoiled === undefined && operation?.id === id && operation?.status === "Succeeded",
  );
}

/** Nothing is lost, or comes, that the change does not name or the user was not shown. */
function* namedOnly(act: Act): Generator<Finding> {
  const shown = act.agreed.flatMap(({ plan }) => plan.difference.removed.map(({ id }) => idKey(id)));
  const isSystemShown = act.agreed.some(({ plan }) => plan.difference.systemAssigned === "disabled");
  for (const write of act.written) {
    const before = carriedBy(write.before);
    const after = carriedBy(write.after);
    for (const id of before.users.keys()) {
      if (!after.users.has(id) && !(names(act.change, "remove", id) && shown.includes(id))) {
        yield ["lost", `${id} was taken away`];
      }
    }
    for (const id of after.users.keys()) {
      if (!before.users.has(id) && !names(act.change, "assign", id)) {
        yield ["added", `${id} was assigned`];
      }
    }
    if (before.system !== undefined && after.system === undefined) {
      if (!(names(act.change, "disable", before.system) && isSystemShown)) {
        yield ["lost", "the system-assigned identity was taken away"];
      }
    }
    if (before.system === undefined && after.system !== undefined && !names(act.change, "enable", "")) {
      yield ["added", "the system-assigned identity was enabled"];
    }
    if (before.system !== undefined && after.system !== undefined && before.system !== after.system) {
      yield ["lost", "the system-assigned identity has become another"];
    }
  }
}

/** Whether a user's wish names this. */
function names(change: IdentityChange, what: "assign" | "remove" | "enable" | "disable", id: string): boolean {
  switch (change.kind) {
    case "enableSystemAssigned":
      return what === "enable";
    case "disableSystemAssigned": {
      const only = change.only?.principalId?.toLowerCase();
      return what === "disable" && (only === undefined || only === id.toLowerCase());
    }
    case "assignUserAssigned":
      return what === "assign" && change.ids.some((each) => idKey(each) === id);
    case "removeUserAssigned":
      return what === "remove" && change.ids.some((each) => idKey(each) === id);
    case "removeAllUserAssigned":
      return what === "remove";
    case "removeAll":
      return what === "remove" || what === "disable";
    case "several":
      return change.changes.some((each) => names(each, what, id));
    case "setTo":
      return false;
  }
}

/**
 * A write is sent again only where the service has said itself that the one before was not taken, or is over without its effect: 412,
 * 409, 429, or a poll that says that the operation was displaced.
 */
function* writtenOnce({ seen }: Act): Generator<Finding> {
  const patches = seen.flatMap((each, index) => (each.kind === "patch" ? [{ each, index }] : []));
  for (const [number, { each, index }] of patches.slice(0, -1).entries()) {
    const next = patches[number + 1];
    const isTaken = (next?.each.writesBefore ?? 0) > each.writesBefore;
    const isOver = seen.slice(index, next?.index).some(saysOver);
    if (isTaken && !isOver) {
      yield ["sentAgain", `a write that was taken was sent again (${each.spoiled ?? "answered"})`];
    } else if (!isTaken && isUnanswered(each)) {
      yield ["sentAgain", `a write whose answer was lost was sent again (${each.spoiled ?? ""})`];
    }
  }
}

/** A poll that was answered, and said that the operation is over and not done. */
function saysOver({ operation, spoiled }: Seen): boolean {
  return spoiled === undefined && (operation?.status === "Canceled" || operation?.status === "Failed");
}

function isUnanswered({ spoiled }: Seen): boolean {
  return spoiled === "close" || spoiled === "part" || spoiled === "junk" || spoiled === "redirect";
}

/** What was said while an operation ran must be true of it at its end. */
function* endings({ said, written, inTheEnd }: Act): Generator<Finding> {
  const wasRunning = written.at(-1)?.operation?.status === "InProgress";
  const last = inTheEnd().at(-1);
  const isTakenBack = last?.operation?.model === "revert" && JSON.stringify(last.before) !== JSON.stringify(last.after);
  if (said?.kind === "verified" && wasRunning && isTakenBack) {
    yield ["verifiedThenFailed", `verified, and the operation ended as ${last.operation.status} and was taken back`];
  }
}

function troublesOf(seen: readonly Seen[]): string {
  return seen.flatMap(({ kind, spoiled }) => (spoiled === undefined ? [] : [`${kind} ${spoiled}`])).join(", ");
}

function statusesOf(writes: readonly AcceptedWrite[]): string {
  return writes.map(({ operation }) => operation?.status ?? "done").join(", ");
}
