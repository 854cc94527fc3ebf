/** A PATCH of an identity, in the form of the recordings: placeholders in `<...>` stand for ids. */
export interface PatchCase {
  readonly kind: "virtualMachines" | "virtualMachineScaleSets";
  readonly apiVersion: string;
  readonly before: object | null;
  readonly patchIdentity: object;
  readonly immediate: object | null;
  readonly immediateProvisioningState: "Updating";
  readonly after: object | null;
  /** The resource had both user-assigned identities a moment ago, so that the service still knows their ids. */
  readonly carriedBefore?: boolean;
}

const [A, B] = ["<uai-1>", "<uai-2>"] as const;
type Id = typeof A | typeof B;

interface Carried {
  readonly system?: boolean;
  readonly ids?: readonly Id[];
}

/** One rule of docs/azure-behaviour.md#patch-merges: what a PATCH makes of what was there. */
interface Rule {
  readonly before: Carried;
  readonly patch: object;
  readonly after: Carried;
  readonly carriedBefore?: boolean;
}

const none: Carried = {};
const system: Carried = { system: true };
const BOTH = "SystemAssigned, UserAssigned";
const USER = "UserAssigned";

function typeOf({ system: hasSystem = false, ids = [] }: Carried): string {
  return hasSystem ? (ids.length > 0 ? BOTH : "SystemAssigned") : USER;
}

function isNone({ system: hasSystem = false, ids = [] }: Carried): boolean {
  return !hasSystem && ids.length === 0;
}

function head(carried: Carried): object {
  const principal = carried.system === true ? { principalId: "<sa-principal>", tenantId: "<tenant>" } : {};
  return { type: typeOf(carried), ...principal };
}

/** The block with the dictionary; `known` tells which identities show their ids. */
function dictionary(carried: Carried, known: (id: Id) => boolean): object | null {
  if (isNone(carried)) {
    return null;
  }
  const { ids = [] } = carried;
  const value = (id: Id) =>
    known(id) ? { principalId: id.replace(">", "-principalId>"), clientId: id.replace(">", "-clientId>") } : {};
  const members = Object.fromEntries(ids.map((id) => [id, value(id)]));
  return { ...head(carried), ...(ids.length === 0 ? {} : { userAssignedIdentities: members }) };
}

function array(carried: Carried): object | null {
  const { ids = [] } = carried;
  return isNone(carried) ? null : { ...head(carried), ...(ids.length === 0 ? {} : { identityIds: ids }) };
}

/** From 2018-06-01 on. */
const merging: readonly Rule[] = [
  { before: none, patch: { type: "SystemAssigned" }, after: system },
  { before: none, patch: { type: USER, userAssignedIdentities: { [A]: {} } }, after: { ids: [A] } },
  {
    before: none,
    patch: { type: BOTH, userAssignedIdentities: { [A]: {}, [B]: {} } },
    after: { system: true, ids: [A, B] },
  },
  {
    before: none,
    patch: { type: USER, userAssignedIdentities: { [A]: {}, [B]: {} } },
    after: { ids: [A, B] },
    carriedBefore: true,
  },
  // An id that is not named is kept.
  {
    before: { system: true, ids: [A] },
    patch: { type: BOTH, userAssignedIdentities: { [B]: {} } },
    after: { system: true, ids: [A, B] },
  },
  { before: { ids: [A] }, patch: { type: USER, userAssignedIdentities: { [B]: {} } }, after: { ids: [A, B] } },
  {
    before: { system: true, ids: [A, B] },
    patch: { type: BOTH, userAssignedIdentities: { [A]: null } },
    after: { system: true, ids: [B] },
  },
  { before: { ids: [A, B] }, patch: { type: USER, userAssignedIdentities: { [B]: null } }, after: { ids: [A] } },
  // Both in one call.
  {
    before: { ids: [A] },
    patch: { type: USER, userAssignedIdentities: { [A]: null, [B]: {} } },
    after: { ids: [B] },
  },
  // Without a dictionary, the type alone decides what survives.
  { before: { ids: [A] }, patch: { type: USER }, after: { ids: [A] } },
  { before: { ids: [A] }, patch: { type: BOTH }, after: { system: true, ids: [A] } },
  { before: { system: true, ids: [A] }, patch: { type: BOTH }, after: { system: true, ids: [A] } },
  { before: { system: true, ids: [A] }, patch: { type: USER }, after: { ids: [A] } },
  { before: { system: true, ids: [A, B] }, patch: { type: "SystemAssigned" }, after: system },
  { before: { ids: [A] }, patch: { type: "SystemAssigned" }, after: system },
  { before: system, patch: { type: "SystemAssigned" }, after: system },
  { before: system, patch: { type: "None" }, after: none },
  { before: { ids: [A, B] }, patch: { type: "None" }, after: none },
  { before: { system: true, ids: [A, B] }, patch: { type: "None" }, after: none },
];

/** From 2017-12-01 up to 2018-04-01: the array replaces what is there. */
const replacing: readonly Rule[] = [
  { before: none, patch: { type: "SystemAssigned" }, after: system },
  { before: none, patch: { type: USER, identityIds: [A] }, after: { ids: [A] } },
  { before: { ids: [A] }, patch: { type: USER, identityIds: [A, B] }, after: { ids: [A, B] } },
  {
    before: { system: true, ids: [A] },
    patch: { type: BOTH, identityIds: [B, A] },
    after: { system: true, ids: [B, A] },
  },
  {
    before: { system: true, ids: [A, B] },
    patch: { type: BOTH, identityIds: [B] },
    after: { system: true, ids: [B] },
  },
  { before: { system: true, ids: [A] }, patch: { type: "SystemAssigned" }, after: system },
  { before: system, patch: { type: "SystemAssigned" }, after: system },
  { before: system, patch: { type: "None" }, after: none },
];

/** Before 2017-12-01. */
const systemOnly: readonly Rule[] = [
  { before: none, patch: { type: "SystemAssigned" }, after: system },
  { before: system, patch: { type: "SystemAssigned" }, after: system },
];

interface Answers {
  /** Whether an identity shows its ids in the first answer. */
  readonly atOnce: (rule: Rule, id: Id) => boolean;
  /** Whether it does in a GET afterwards. */
  readonly later: boolean;
}

const kept = ({ before }: Rule, id: Id) => before.ids?.includes(id) ?? false;
const machine: Answers = { atOnce: (rule, id) => kept(rule, id) || rule.carriedBefore === true, later: true };
const scaleSet: Answers = { atOnce: () => false, later: true };
const firstScaleSet: Answers = { atOnce: () => false, later: false };

function merged(kind: PatchCase["kind"], apiVersion: string, answers: Answers): readonly PatchCase[] {
  return merging
    .filter(({ carriedBefore = false }) => !carriedBefore || kind === "virtualMachines")
    .map((rule) => ({
      kind,
      apiVersion,
      before: dictionary(rule.before, () => answers.later),
      patchIdentity: rule.patch,
      immediate: dictionary(rule.after, (id) => answers.atOnce(rule, id)),
      immediateProvisioningState: "Updating",
      after: dictionary(rule.after, () => answers.later),
      ...(rule.carriedBefore === undefined ? {} : { carriedBefore: rule.carriedBefore }),
    }));
}

function withoutDictionary(kind: PatchCase["kind"], apiVersion: string, rules: readonly Rule[]): readonly PatchCase[] {
  return rules.map(({ before, patch, after }) => ({
    kind,
    apiVersion,
    before: array(before),
    patchIdentity: patch,
    immediate: array(after),
    immediateProvisioningState: "Updating",
    after: array(after),
  }));
}

/** The project's own cases: every rule, for both kinds of resource, at versions on each side of every change of behaviour. */
export const patchCases: readonly PatchCase[] = [
  ...merged("virtualMachines", "2018-06-01", machine),
  ...merged("virtualMachines", "2024-07-01", machine),
  ...merged("virtualMachineScaleSets", "2018-06-01", firstScaleSet),
  ...merged("virtualMachineScaleSets", "2020-06-01", scaleSet),
  ...merged("virtualMachineScaleSets", "2024-07-01", machine),
  ...(["virtualMachines", "virtualMachineScaleSets"] as const).flatMap((kind) => [
    ...withoutDictionary(kind, "2017-03-30", systemOnly),
    ...withoutDictionary(kind, "2017-12-01", replacing),
    ...withoutDictionary(kind, "2018-04-01", replacing),
  ]),
];
