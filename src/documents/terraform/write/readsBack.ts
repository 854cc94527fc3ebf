import { readIdentityType } from "../../../identity/readIdentity";
import type { Machine } from "../locate/machines";
import type { TerraformModel } from "../model";
import { identityTexts } from "../plan/identityTexts";
import { knowledgeOf, knowledgeOfIdentity } from "../plan/knowledgeOf";
import { blockOf, type Goal } from "./goal";

/** What a machine says, in a form that can be compared. */
function said(machine: Machine): string {
  const known = knowledgeOfIdentity(machine.identity);
  if (known.kind === "unreadable") {
    return known.reason;
  }
  const { systemAssigned, userAssigned } = known;
  const keys = userAssigned === "unknown" ? userAssigned : userAssigned.map(({ key }) => key).sort();
  return JSON.stringify([machine.address, systemAssigned, keys]);
}

function isReached(model: TerraformModel, machine: Machine, goal: Goal): boolean {
  const block = blockOf(machine, goal);
  const type = goal.whole?.type ?? goal.type;
  const list = goal.whole?.list ?? goal.list;
  if (block === undefined) {
    return machine.identity.kind === "absent" && type === "None";
  }
  const known = knowledgeOf(block);
  if (known.kind === "unreadable") {
    return false;
  }
  const classes = type === "keep" ? undefined : readIdentityType(type);
  if (classes !== undefined && known.systemAssigned !== classes.systemAssigned) {
    return false;
  }
  if (list === "keep") {
    return true;
  }
  const texts = identityTexts(model);
  const wanted = new Set(list.map((text) => texts.key(text)));
  const present = known.userAssigned === "unknown" ? undefined : new Set(known.userAssigned.map(({ key }) => key));
  return present !== undefined && present.size === wanted.size && [...wanted].every((key) => present.has(key));
}

/** Whether the text, read again, says what it was to say, and nothing else has changed: the last look before an edit is given out. */
export function readsBack(before: TerraformModel, after: TerraformModel, number: number, goal: Goal): boolean {
  const machine = after.machines[number];
  if (machine === undefined || machine.fault !== undefined || before.machines.length !== after.machines.length) {
    return false;
  }
  const othersStay = before.machines.every((other, index) => {
    const now = after.machines[index];
    return index === number || goal.isOpened || (now !== undefined && said(now) === said(other));
  });
  return othersStay && isReached(after, machine, goal);
}
