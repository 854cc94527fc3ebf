import type { FederatedTrust } from "../../azure/identities/federatedCredential";
import type { RecordedFailure } from "./recordedFailure";

/** A write that is no change of the identities that a resource carries. Ids are in the service's own spelling where it has told it. */
export type Act =
  | { readonly kind: "createIdentity"; readonly identityId: string; readonly principalId: string | undefined }
  | { readonly kind: "deleteIdentity"; readonly identityId: string }
  | { readonly kind: "createResourceGroup"; readonly resourceGroupId: string }
  | ({ readonly kind: "grantAccess" } & RecordedGrant)
  | ({ readonly kind: "removeAccess" } & RecordedGrant)
  | ({ readonly kind: "addFederatedCredential" } & RecordedCredential)
  | ({ readonly kind: "removeFederatedCredential" } & RecordedCredential)
  | ({ readonly kind: "addToGroup" } & RecordedMember)
  | ({ readonly kind: "removeFromGroup" } & RecordedMember)
  | { readonly kind: "removeExtension"; readonly resourceId: string; readonly extension: string }
  | { readonly kind: "upgradeInstances"; readonly scaleSetId: string; readonly instanceIds: readonly string[] }
  | { readonly kind: "deploy"; readonly deploymentId: string }
  | { readonly kind: "cancelDeployment"; readonly deploymentId: string }
  | { readonly kind: "registerProvider"; readonly namespace: string };

/** A role assignment. `assignmentId` is undefined until the service has told it, the others where only the id was known. */
export interface RecordedGrant {
  readonly assignmentId: string | undefined;
  readonly scope: string | undefined;
  readonly roleDefinitionId: string | undefined;
  readonly principalId: string | undefined;
  /** A condition narrows it: made again without one it would allow more. */
  readonly isConditional?: boolean;
  /** Its principal was gone already: nothing can make it again. */
  readonly isOrphaned?: boolean;
}

/** A federated credential of an identity. */
export interface RecordedCredential {
  readonly identityId: string;
  readonly credentialId: string | undefined;
  readonly name: string;
  readonly trust: FederatedTrust | undefined;
}

/** A member of a group. */
export interface RecordedMember {
  readonly groupId: string;
  readonly principalId: string;
}

/** An act, as whom it was done, and how it ended. */
export interface ActRecord {
  readonly act: Act;
  readonly tenantId: string;
  /** Undefined for what is done to a directory. */
  readonly subscriptionId: string | undefined;
  readonly outcome: ActOutcome;
}

/** How an act ended. What certainly did not happen is not kept. */
export type ActOutcome =
  /** Outside the window that runs it: nobody knows. */
  | { readonly kind: "running" }
  | { readonly kind: "done" }
  /** It may have happened. */
  | { readonly kind: "unknown"; readonly because: RecordedFailure | undefined };

/** What takes an act back; undefined where nothing can: what was deleted comes back as another, what was upgraded or deployed stays. */
export function undoOfAct({ act, outcome }: Pick<ActRecord, "act" | "outcome">): Act | undefined {
  if (outcome.kind === "running") {
    return undefined;
  }
  switch (act.kind) {
    case "createIdentity":
      return act.principalId === undefined ? undefined : { kind: "deleteIdentity", identityId: act.identityId };
    case "grantAccess":
      return act.assignmentId === undefined ? undefined : { ...act, kind: "removeAccess" };
    case "removeAccess":
      return canBeGranted(act) ? { ...act, kind: "grantAccess" } : undefined;
    case "addFederatedCredential":
      return act.credentialId === undefined ? undefined : { ...act, kind: "removeFederatedCredential" };
    case "removeFederatedCredential":
      return act.trust === undefined ? undefined : { ...act, kind: "addFederatedCredential" };
    case "addToGroup":
      return { ...act, kind: "removeFromGroup" };
    case "removeFromGroup":
      return { ...act, kind: "addToGroup" };
    case "deleteIdentity":
    case "createResourceGroup":
    case "removeExtension":
    case "upgradeInstances":
    case "deploy":
    case "cancelDeployment":
    case "registerProvider":
      return undefined;
  }
}

function canBeGranted({ scope, roleDefinitionId, principalId, isConditional, isOrphaned }: RecordedGrant): boolean {
  const isWhole = scope !== undefined && roleDefinitionId !== undefined && principalId !== undefined;
  return isWhole && isConditional !== true && isOrphaned !== true;
}
