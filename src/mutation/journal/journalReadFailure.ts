import type { AzureFailure, SettingProblem } from "../../azure/azureError";
import { isWire, textMember, type Wire } from "../../identity/wire";
import type { RecordedFailure } from "./recordedFailure";

type Reason = AzureFailure["reason"];

/** Every reason has its reader: what is written can be read. */
const READERS: { readonly [Each in Reason]: (wire: Wire) => Extract<AzureFailure, { reason: Each }> | undefined } = {
  notSignedIn: (wire) => ({
    reason: "notSignedIn",
    tenantId: textMember(wire, "tenantId"),
    ...(wire["wants"] === "moreProof" ? { wants: "moreProof" } : {}),
  }),
  signInTimeout: (wire) => ({ reason: "signInTimeout", tenantId: textMember(wire, "tenantId") }),
  forbidden: (wire) => ({
    reason: "forbidden",
    action: textMember(wire, "action"),
    scope: textMember(wire, "scope"),
  }),
  linkedForbidden: (wire) => ({
    reason: "linkedForbidden",
    identityIds: texts(wire["identityIds"]),
    action: textMember(wire, "action"),
  }),
  denied: (wire) => ({
    reason: "denied",
    name: undefined,
    scope: textMember(wire, "scope"),
    identityIds: texts(wire["identityIds"]),
  }),
  directoryForbidden: () => ({ reason: "directoryForbidden" }),
  principalNotFound: () => ({ reason: "principalNotFound" }),
  notFound: () => ({ reason: "notFound" }),
  conflict: () => ({ reason: "conflict" }),
  preconditionFailed: () => ({ reason: "preconditionFailed" }),
  throttled: ({ retryAfterSeconds: seconds }) => ({
    reason: "throttled",
    retryAfterSeconds: typeof seconds === "number" && seconds >= 0 ? seconds : undefined,
  }),
  locked: (wire) => ({ reason: "locked", lockedScopes: texts(wire["lockedScopes"]) }),
  invalid: (wire) => ({ reason: "invalid", target: textMember(wire, "target") }),
  notRegistered: (wire) => ({
    reason: "notRegistered",
    namespace: textMember(wire, "namespace"),
    subscriptionId: textMember(wire, "subscriptionId"),
  }),
  readOnlySubscription: () => ({ reason: "readOnlySubscription" }),
  beingDeleted: () => ({ reason: "beingDeleted" }),
  carriedIdentity: (wire) => {
    const resourceId = textMember(wire, "resourceId");
    return resourceId === undefined
      ? undefined
      : {
          reason: "carriedIdentity",
          resourceId,
          identityIds: texts(wire["identityIds"]),
          others: texts(wire["others"]),
        };
  },
  deadIdentity: (wire) => ({ reason: "deadIdentity", identityIds: texts(wire["identityIds"]) }),
  network: () => ({ reason: "network" }),
  cancelled: (wire) => ({ reason: "cancelled", sent: wire["sent"] === true }),
  operationFailed: () => ({ reason: "operationFailed" }),
  badAnswer: () => ({ reason: "badAnswer", detail: "" }),
  serverError: () => ({ reason: "serverError" }),
  badSettings: (wire) => {
    const [setting, detail] = [textMember(wire, "setting"), textMember(wire, "detail")];
    return setting === undefined || detail === undefined || !isOneOf(PROBLEMS, detail)
      ? undefined
      : { reason: "badSettings", setting, detail };
  },
};

const PROBLEMS: Readonly<Record<SettingProblem, true>> = {
  missing: true,
  unknownValue: true,
  notHttpsAddress: true,
  noMicrosoftAccount: true,
  otherCloud: true,
};

/** Reads a stored failure; undefined for what this version does not know. */
export function readRecordedFailure(wire: unknown): RecordedFailure | undefined {
  const failure = isWire(wire) && isWire(wire["failure"]) ? readFailure(wire["failure"]) : undefined;
  if (!isWire(wire) || failure === undefined) {
    return undefined;
  }
  const code = textMember(wire, "code");
  return { failure, code, correlationId: textMember(wire, "correlationId"), message: undefined };
}

function readFailure(wire: Wire): AzureFailure | undefined {
  const reason = textMember(wire, "reason");
  return reason === undefined || !isOneOf(READERS, reason) ? undefined : READERS[reason](wire);
}

function isOneOf<Name extends string>(names: Readonly<Record<Name, unknown>>, text: string): text is Name {
  return Object.hasOwn(names, text);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}
