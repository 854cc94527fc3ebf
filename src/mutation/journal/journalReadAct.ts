import { isWire, textMember, type Wire } from "../../identity/wire";
import type { Act, ActOutcome, ActRecord } from "./journalAct";
import { readRecordedFailure } from "./journalReadFailure";

type Kind = Act["kind"];

const grant = (wire: Wire) => ({
  assignmentId: textMember(wire, "assignmentId"),
  scope: textMember(wire, "scope"),
  roleDefinitionId: textMember(wire, "roleDefinitionId"),
  principalId: textMember(wire, "principalId"),
  ...(wire["isConditional"] === true ? { isConditional: true } : {}),
  ...(wire["isOrphaned"] === true ? { isOrphaned: true } : {}),
});

function credential(wire: Wire) {
  const [identityId, name] = [textMember(wire, "identityId"), textMember(wire, "name")];
  const trust = isWire(wire["trust"]) ? wire["trust"] : {};
  const [issuer, subject, audiences] = [
    textMember(trust, "issuer"),
    textMember(trust, "subject"),
    texts(trust["audiences"]),
  ];
  return (
    identityId !== undefined &&
    name !== undefined && {
      identityId,
      credentialId: textMember(wire, "credentialId"),
      name,
      trust: issuer === undefined || subject === undefined ? undefined : { issuer, subject, audiences },
    }
  );
}

function member(wire: Wire) {
  const [groupId, principalId] = [textMember(wire, "groupId"), textMember(wire, "principalId")];
  return groupId !== undefined && principalId !== undefined && { groupId, principalId };
}

function needed<Name extends string>(wire: Wire, name: Name): Readonly<Record<Name, string>> | false {
  const value = textMember(wire, name);
  // The computed key widens to an index signature; it is exactly `name`.
  return value !== undefined && ({ [name]: value } as Record<Name, string>);
}

/** Every kind has its reader: what is written can be read. False for what is none. */
const READERS: { readonly [Each in Kind]: (wire: Wire) => Omit<Extract<Act, { kind: Each }>, "kind"> | false } = {
  createIdentity: (wire) => {
    const read = needed(wire, "identityId");
    return read && { ...read, principalId: textMember(wire, "principalId") };
  },
  deleteIdentity: (wire) => needed(wire, "identityId"),
  createResourceGroup: (wire) => needed(wire, "resourceGroupId"),
  grantAccess: grant,
  removeAccess: grant,
  addFederatedCredential: credential,
  removeFederatedCredential: credential,
  addToGroup: member,
  removeFromGroup: member,
  removeExtension: (wire) => {
    const [resource, extension] = [needed(wire, "resourceId"), needed(wire, "extension")];
    return resource && extension && { ...resource, ...extension };
  },
  upgradeInstances: (wire) => {
    const read = needed(wire, "scaleSetId");
    return read && { ...read, instanceIds: texts(wire["instanceIds"]) };
  },
  deploy: (wire) => needed(wire, "deploymentId"),
  cancelDeployment: (wire) => needed(wire, "deploymentId"),
  registerProvider: (wire) => needed(wire, "namespace"),
};

/** Reads a stored act; undefined for what is none, or what this version does not know. */
export function readActRecord(wire: unknown): ActRecord | undefined {
  if (!isWire(wire) || !isWire(wire["act"])) {
    return undefined;
  }
  const kind = textMember(wire["act"], "kind");
  const tenantId = textMember(wire, "tenantId");
  if (kind === undefined || !Object.hasOwn(READERS, kind) || tenantId === undefined) {
    return undefined;
  }
  const facts = READERS[kind as Kind](wire["act"]);
  return facts === false
    ? undefined
    : // The reader of a kind gives the facts of that kind.
      {
        act: { ...facts, kind } as Act,
        tenantId,
        subscriptionId: textMember(wire, "subscriptionId"),
        outcome: readOutcome(wire["outcome"]),
      };
}

function readOutcome(wire: unknown): ActOutcome {
  const kind = isWire(wire) ? wire["kind"] : undefined;
  if (kind === "running" || kind === "done") {
    return { kind };
  }
  return { kind: "unknown", because: isWire(wire) ? readRecordedFailure(wire["because"]) : undefined };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}
