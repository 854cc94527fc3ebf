import type { ComputeResourceType } from "../../src/identity/computeResourceType";
import type { IdentityChange } from "../../src/identity/identityChange";
import type { IdentityState } from "../../src/identity/identityState";
import { planChange } from "../../src/identity/plan";
import type { PlannedChange } from "../../src/render/operation";
import type { ResourceSeed } from "../emulator/src/estate/estate";
import { identityId, resourceId, resourceSeeds, state } from "./parityEstate";

/** One change from one state on one kind of resource. `subject` and `twin` are resources that begin alike. */
export interface MatrixCase {
  readonly title: string;
  readonly resource: ComputeResourceType;
  readonly before: IdentityState;
  readonly change: IdentityChange;
  readonly subject: string;
  readonly twin: string;
}

const ids = (...names: string[]) => names.map(identityId);

const changes: readonly (readonly [string, IdentityState, IdentityChange])[] = [
  ["enable system-assigned from none", state(false), { kind: "enableSystemAssigned" }],
  ["enable system-assigned beside user-assigned", state(false, "ID1", "ID2"), { kind: "enableSystemAssigned" }],
  ["disable system-assigned", state(true), { kind: "disableSystemAssigned" }],
  ["disable system-assigned beside user-assigned", state(true, "ID1", "ID2"), { kind: "disableSystemAssigned" }],
  ["assign the first", state(false), { kind: "assignUserAssigned", ids: ids("ID1") }],
  ["assign one more", state(false, "ID1"), { kind: "assignUserAssigned", ids: ids("ID2") }],
  ["assign two beside system-assigned", state(true), { kind: "assignUserAssigned", ids: ids("ID1", "ID2") }],
  ["assign beside both kinds", state(true, "ID1"), { kind: "assignUserAssigned", ids: ids("ID2") }],
  ["remove one of two", state(false, "ID1", "ID2"), { kind: "removeUserAssigned", ids: ids("ID1") }],
  [
    "remove one of two beside system-assigned",
    state(true, "ID1", "ID2"),
    { kind: "removeUserAssigned", ids: ids("ID2") },
  ],
  ["remove the last", state(false, "ID1"), { kind: "removeUserAssigned", ids: ids("ID1") }],
  ["remove the last beside system-assigned", state(true, "ID1"), { kind: "removeUserAssigned", ids: ids("ID1") }],
  ["remove all user-assigned", state(false, "ID1", "ID2"), { kind: "removeAllUserAssigned" }],
  ["remove all user-assigned beside system-assigned", state(true, "ID1", "ID2"), { kind: "removeAllUserAssigned" }],
  ["remove all of both kinds", state(true, "ID1", "ID2"), { kind: "removeAll" }],
  ["remove all, system-assigned only", state(true), { kind: "removeAll" }],
  ["remove all, user-assigned only", state(false, "ID1", "ID2"), { kind: "removeAll" }],
  ["set to both kinds from none", state(false), { kind: "setTo", state: state(true, "ID1") }],
  ["swap one for another", state(false, "ID1", "ID2"), { kind: "setTo", state: state(false, "ID2", "ID3") }],
  ["enable system-assigned and assign", state(false, "ID1"), { kind: "setTo", state: state(true, "ID1", "ID2") }],
  ["assign in place of system-assigned", state(true), { kind: "setTo", state: state(false, "ID1") }],
  ["system-assigned in place of user-assigned", state(false, "ID1"), { kind: "setTo", state: state(true) }],
  ["remove both kinds but one", state(true, "ID1", "ID2"), { kind: "setTo", state: state(false, "ID2") }],
];

const resources: readonly (readonly [string, ComputeResourceType])[] = [
  ["vm", { kind: "virtualMachine" }],
  ["uniform", { kind: "scaleSet", orchestrationMode: "Uniform" }],
  ["flexible", { kind: "scaleSet", orchestrationMode: "Flexible" }],
];

/** Resources that one change is made on in one go. */
export interface BatchCase {
  readonly title: string;
  readonly cases: readonly MatrixCase[];
}

function caseOf(
  resource: ComputeResourceType,
  name: string,
  [title, before, change]: readonly [string, IdentityState, IdentityChange],
): MatrixCase {
  const [subject, twin] = [resourceId(resource, name), resourceId(resource, `${name}-twin`)];
  return { title, resource, before, change, subject, twin };
}

/** Every kind of change on every kind of resource, apart from states that a Flexible scale set cannot have. */
export const matrix: readonly MatrixCase[] = resources.flatMap(([kind, resource]) =>
  changes.flatMap(([text, before, change], index) => {
    const { after } = planChange(before, change, { resource });
    if (kind === "flexible" && (before.systemAssigned ?? after.systemAssigned) !== undefined) {
      return [];
    }
    return [caseOf(resource, `${kind}-${index}`, [`${text} on ${kind}`, before, change])];
  }),
);

const alike: readonly (readonly [string, ComputeResourceType, IdentityChange, readonly IdentityState[]])[] = [
  [
    "machines that lose the system-assigned identity",
    { kind: "virtualMachine" },
    { kind: "disableSystemAssigned" },
    [state(true), state(true, "ID1"), state(true, "ID1", "ID2")],
  ],
  [
    "scale sets that get an identity",
    { kind: "scaleSet", orchestrationMode: "Uniform" },
    { kind: "assignUserAssigned", ids: ids("ID1") },
    [state(false), state(false)],
  ],
  [
    "Flexible scale sets that swap an identity in one request each",
    { kind: "scaleSet", orchestrationMode: "Flexible" },
    { kind: "setTo", state: state(false, "ID2") },
    [state(false, "ID1"), state(false, "ID1")],
  ],
];

/** Batches that become a loop, with the usual command and with a request. */
export const batches: readonly BatchCase[] = alike.map(([title, resource, change, befores], batch) => ({
  title,
  cases: befores.map((before, index) => caseOf(resource, `batch-${batch}-${index}`, [title, before, change])),
}));

/** Both resources of every case. */
export const matrixSeeds: readonly ResourceSeed[] = [...matrix, ...batches.flatMap(({ cases }) => cases)].flatMap(
  ({ resource, before, subject, twin }) =>
    [subject, twin].flatMap((id) => resourceSeeds(resource, id.split("/").at(-1) ?? "", before)),
);

/** The case's change, planned for rendering. */
export function plannedCase({ resource, before, change, subject }: MatrixCase): PlannedChange {
  return { kind: "changeIdentities", resourceId: subject, resource, plan: planChange(before, change, { resource }) };
}
