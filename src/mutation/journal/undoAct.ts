import type { Subscription, Tenant } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import { samePrincipal } from "../../identity/identityState";
import type { Journal } from "./journal";
import { type Act, undoOfAct } from "./journalAct";
import type { JournalEntry } from "./journalEntry";
import { recordAct } from "./recordAct";
import type { WritingGateways } from "./recordedWrites";

/** How the taking back of an act has ended. Errors are thrown. */
export type UndoneAct =
  | { readonly kind: "done" }
  /** Nothing was written. */
  | { readonly kind: "notPossible"; readonly because: UndoObstacle };

/** Why an act cannot be taken back. */
export type UndoObstacle =
  /** Nothing can take it back. */
  | "never"
  /** What was created has been used since: resources, role assignments or federated credentials rest on it. */
  | "used"
  /** What was created is gone, or is another one of the same name. */
  | "gone"
  /** The principal no longer exists. */
  | "principalGone";

/** As whom, and where, an act is taken back. */
export interface UndoPlace {
  readonly tenant: Tenant;
  /** Undefined for what was done to a directory. */
  readonly subscription: Subscription | undefined;
  /** Whether a resource uses an identity, or may use it, because not everything could be listed. */
  readonly mayBeUsed: (identityId: string, signal: AbortSignal) => Promise<boolean>;
}

type UndoGateways = Pick<WritingGateways, "identities" | "federatedCredentials" | "roleAssignments" | "directory">;

/** Takes acts back: by their inverse, which has an entry of its own. `gateways` are those that do not record by themselves. */
export class ActUndo {
  constructor(
    private readonly gateways: UndoGateways,
    private readonly journal: Journal,
  ) {}

  /** @throws AzureError that says whether anything was written */
  async undo({ id, act: record }: JournalEntry, place: UndoPlace, signal: AbortSignal): Promise<UndoneAct> {
    const undo = record && undoOfAct(record);
    if (record === undefined || undo === undefined) {
      return { kind: "notPossible", because: "never" };
    }
    const obstacle = await this.obstacle(record.act, place, signal);
    if (obstacle !== undefined) {
      return { kind: "notPossible", because: obstacle };
    }
    const { tenantId, subscriptionId } = record;
    const context = { tenantId, subscriptionId, origin: { kind: "undo", entryId: id } } as const;
    const done = await recordAct(
      this.journal,
      undo,
      context,
      () => this.write(undo, place, signal),
      (act) => act,
    );
    return done === undefined ? { kind: "notPossible", because: "principalGone" } : { kind: "done" };
  }

  /** Only what was created, and nothing that others have come to rely on, is deleted. */
  private async obstacle(
    act: Act,
    { subscription, mayBeUsed }: UndoPlace,
    signal: AbortSignal,
  ): Promise<UndoObstacle | undefined> {
    if (act.kind !== "createIdentity" || act.principalId === undefined) {
      return undefined;
    }
    if (subscription === undefined) {
      return "never";
    }
    const { identityId, principalId } = act;
    const { identities, federatedCredentials, roleAssignments } = this.gateways;
    try {
      const found = await identities.read(subscription, identityId, signal);
      if (samePrincipal(found.principalId, principalId) !== true) {
        return "gone";
      }
    } catch (error) {
      if (AzureError.is(error, "notFound")) {
        return "gone";
      }
      throw error;
    }
    if (await mayBeUsed(identityId, signal)) {
      return "used";
    }
    const [credentials, assignments] = await Promise.all([
      federatedCredentials.list(subscription, identityId, signal),
      roleAssignments.listForPrincipal(subscription, principalId, signal),
    ]);
    return credentials.length + assignments.length > 0 ? "used" : undefined;
  }

  /** @returns the act with what its answer has told; undefined where the principal no longer exists */
  private async write(act: Act, { subscription, tenant }: UndoPlace, signal: AbortSignal): Promise<Act | undefined> {
    const { identities, federatedCredentials, roleAssignments, directory } = this.gateways;
    if (act.kind === "addToGroup" || act.kind === "removeFromGroup") {
      await directory[act.kind](tenant, act.groupId, act.principalId, signal);
      return act;
    }
    if (subscription === undefined) {
      return undefined;
    }
    switch (act.kind) {
      case "deleteIdentity":
        await identities.delete(subscription, act.identityId, signal);
        return act;
      case "removeAccess":
        await roleAssignments.remove(subscription, { id: act.assignmentId ?? "" }, signal);
        return act;
      case "grantAccess": {
        const { scope = "", roleDefinitionId = "", principalId = "" } = act;
        const outcome = await roleAssignments.create(subscription, { scope, roleDefinitionId, principalId }, signal);
        if (outcome.kind === "principalNotFound") {
          return undefined;
        }
        return outcome.kind === "created" ? { ...act, assignmentId: outcome.assignment.id } : act;
      }
      case "addFederatedCredential": {
        const { identityId, name, trust } = act;
        if (trust === undefined) {
          return undefined;
        }
        const { id } = await federatedCredentials.create(subscription, identityId, name, trust, signal);
        return { ...act, credentialId: id };
      }
      case "removeFederatedCredential": {
        const { credentialId: id = "", name, trust = { issuer: "", subject: "", audiences: [] } } = act;
        await federatedCredentials.delete(subscription, { id, name, ...trust }, signal);
        return act;
      }
      default:
        return undefined;
    }
  }
}
