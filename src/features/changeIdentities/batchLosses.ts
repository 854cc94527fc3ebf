import * as vscode from "vscode";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import { findUserAssigned } from "../../identity/identityState";
import { resourceIdKey } from "../../identity/resourceId";
import type { BatchSummary } from "../../mutation/batch/batchSummary";
import type { App } from "../../ui/app";
import {
  holdersInWords,
  lostSystemAccessInWords,
  orphanedByBatchInWords,
  sharedAccessInWords,
  unreadAccessInWords,
} from "./batchNotesWords";
import { otherUsesInWords } from "../usage/impactWords";
import { systemAssignedPrincipal, userAssignedPrincipal } from "../../ui/steps/accessTargets";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { accessOfMany, sharedAccess } from "./batchAccess";
import { accessOf, subscriptionsOf, usesOf } from "../usage/impact";
import { accessLines, assignmentLine, unreadLines } from "../usage/impactLines";
import { federatedOf, keptFederatedLines } from "./keptFederated";
import { heading } from "./lines";
import type { PreviewItem } from "./previewItems";

/** User-assigned identities whose access is looked up for a preview, and role assignments shown of each. */
const MOST_IDENTITIES = 5;
const MOST_ASSIGNMENTS = 5;
/** Lines of access that is lost with the system-assigned identities. */
const MOST_LOST = 20;

interface LostUserAssigned {
  readonly target: PrincipalTarget & { readonly kind: "userAssigned" };
  /** How many resources of the batch lose it, and how many others use it. */
  readonly losers: number;
  readonly others: number;
  access: RoleAssignmentListing | undefined;
  federated: FederatedListing | undefined;
}

/** What the identities can do that a batch takes away: who holds which role where, as it becomes known. */
export class BatchLosses {
  private readonly system: ReadonlyMap<string, PrincipalTarget & { readonly kind: "systemAssigned" }>;
  private readonly user: readonly LostUserAssigned[];
  private readonly unread: number;
  private systemAccess: RoleAssignmentListing | undefined;

  constructor(
    private readonly app: App,
    { losingSystemAssigned, losingUserAssigned, removedIds }: BatchSummary,
  ) {
    const ended = losingSystemAssigned.flatMap(({ subscription, resource, plan: { before } }) => {
      const target = systemAssignedPrincipal(subscription, { ...resource, identity: { kind: "state", state: before } });
      return target?.kind === "systemAssigned" ? [[target.principalId.toLowerCase(), target] as const] : [];
    });
    this.system = new Map(ended);
    const shown = removedIds.slice(0, MOST_IDENTITIES);
    this.unread = removedIds.length - shown.length;
    this.user = shown.flatMap((id) => {
      const target = userAssignedPrincipal(app, id);
      if (target?.kind !== "userAssigned") {
        return [];
      }
      const losing = losingUserAssigned.filter(({ plan }) => findUserAssigned(plan.after, id) === undefined);
      const losers = new Set(losing.filter(({ plan }) => findUserAssigned(plan.before, id)).map(keyOf));
      const others = usesOf(app, target).filter((use) => !losers.has(keyOf(use))).length;
      return [{ target, losers: losers.size, others, access: undefined, federated: undefined }];
    });
  }

  /** What is to be looked up, each for itself. @throws AzureError `cancelled` */
  get reads(): readonly ((signal: AbortSignal) => Promise<void>)[] {
    const { app } = this;
    return [
      ...(this.system.size === 0
        ? []
        : [
            async (signal: AbortSignal) => {
              this.systemAccess = await accessOfMany(app, [...this.system.values()], signal);
            },
          ]),
      ...this.user.map((each) => async (signal: AbortSignal) => {
        const [access, federated] = await Promise.all([
          accessOf(app, each.target, signal),
          federatedOf(app, each.target),
        ]);
        each.access = access;
        each.federated = federated;
      }),
    ];
  }

  lines(): PreviewItem[] {
    const more = this.unread === 0 ? [] : [unreadAccessInWords(this.unread)];
    return [
      ...this.systemLines(),
      ...this.user.flatMap((each) => this.userLines(each)),
      ...more.map(({ headline, advice }) => ({ icon: "info", label: headline, detail: advice })),
    ];
  }

  /** For the question before it is done; only what is known by then. */
  sentences(): string[] {
    return orphanedByBatchInWords(this.systemAccess?.assignments.length ?? 0);
  }

  private systemLines(): PreviewItem[] {
    const [first] = this.system.values();
    if (first === undefined) {
      return [];
    }
    const title = heading(lostSystemAccessInWords(this.system.size));
    if (this.systemAccess === undefined) {
      return [title, lookingUp()];
    }
    const { assignments, failures } = this.systemAccess;
    const subscriptions = subscriptionsOf(this.app, first);
    const shared = sharedAccess(assignments);
    const shown = shared.slice(0, MOST_LOST).map(({ assignment, principalIds }) => ({
      ...assignmentLine(assignment, subscriptions),
      detail: holdersInWords(principalIds.flatMap((id) => this.system.get(id.toLowerCase())?.resource.name ?? [])),
    }));
    const rest = shared.length - shown.length;
    return [
      title,
      ...shown,
      ...(rest === 0 ? [] : [{ icon: "ellipsis", label: vscode.l10n.t("and {0} more", rest) }]),
      ...(assignments.length === 0 ? accessLines({ assignments, failures }, subscriptions) : unreadLines(failures)),
    ];
  }

  private userLines({ target, losers, others, access, federated }: LostUserAssigned): PreviewItem[] {
    return [
      heading(sharedAccessInWords(target.label, losers)),
      ...(access === undefined
        ? [lookingUp()]
        : accessLines(access, subscriptionsOf(this.app, target), MOST_ASSIGNMENTS)),
      { icon: "info", label: otherUsesInWords(others) },
      ...keptFederatedLines(federated),
    ];
  }
}

const keyOf = ({ resource }: { readonly resource: { readonly id: string } }): string => resourceIdKey(resource.id);

const lookingUp = (): PreviewItem => ({
  icon: "loading~spin",
  label: vscode.l10n.t("Looking up its role assignments..."),
});
