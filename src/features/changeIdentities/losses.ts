import * as vscode from "vscode";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import { findUserAssigned } from "../../identity/identityState";
import { resourceIdKey } from "../../identity/resourceId";
import type { BatchSummary } from "../../mutation/batch/batchSummary";
import { systemAssignedPrincipal, userAssignedPrincipal } from "../../ui/steps/accessTargets";
import type { Line } from "../../ui/shown/quickPick";
import { accessOf, type ImpactDeps, subscriptionsOf, usesOf } from "../usage/impact";
import { accessLines, assignmentLine, unreadLines } from "../usage/impactLines";
import { heading } from "./lines";
import { type AccessDeps, accessOfMany, sharedAccess } from "./lostAccess";
import {
  describeLostAccess,
  describeOrphaned,
  describeUnreadAccess,
  formatHolders,
  formatKeptFederated,
  formatLostAccess,
  formatLostSystemAccess,
  formatOtherUses,
  formatSharedAccess,
} from "./words";

/** What looking up losses works with. */
export type LossDeps = ImpactDeps & AccessDeps;

/** User-assigned identities whose access is looked up for a preview, and role assignments shown of each. */
const MOST_IDENTITIES = 5;
const MOST_ASSIGNMENTS = 5;
/** Lines of access that is lost with the system-assigned identities of many resources. */
const MOST_LOST = 20;

type SystemAssigned = PrincipalTarget & { readonly kind: "systemAssigned" };

interface LostUserAssigned {
  readonly target: PrincipalTarget & { readonly kind: "userAssigned" };
  /** How many resources of the change lose it, and how many others use it. */
  readonly losers: number;
  readonly others: number;
  /** Undefined while it is being looked up. */
  access: RoleAssignmentListing | undefined;
  /** Undefined also where the identity is gone: asking would only fail. */
  federated: FederatedListing | undefined;
}

/** What the identities can do that a change takes away: who holds which role where, as it becomes known. */
export class Losses {
  private readonly system: ReadonlyMap<string, SystemAssigned>;
  private readonly user: readonly LostUserAssigned[];
  private readonly unread: number;
  private systemAccess: RoleAssignmentListing | undefined;

  /** `isOne`: the change is of one resource, and says "it" of it. */
  constructor(
    private readonly deps: LossDeps,
    { losingSystemAssigned, losingUserAssigned, removedIds }: BatchSummary,
    private readonly isOne: boolean,
  ) {
    const ended = losingSystemAssigned.flatMap(({ subscription, resource, plan: { before } }) => {
      const target = systemAssignedPrincipal(subscription, { ...resource, identity: { kind: "state", state: before } });
      return target?.kind === "systemAssigned" ? [[target.principalId.toLowerCase(), target] as const] : [];
    });
    this.system = new Map(ended);
    const shown = removedIds.slice(0, MOST_IDENTITIES);
    this.unread = removedIds.length - shown.length;
    this.user = shown.flatMap((id) => {
      const target = userAssignedPrincipal(deps, id);
      if (target?.kind !== "userAssigned") {
        return [];
      }
      const losing = losingUserAssigned.filter(({ plan }) => findUserAssigned(plan.after, id) === undefined);
      const losers = new Set(losing.filter(({ plan }) => findUserAssigned(plan.before, id)).map(keyOf));
      const others = usesOf(deps, target).filter((use) => !losers.has(keyOf(use))).length;
      return [{ target, losers: losers.size, others, access: undefined, federated: undefined }];
    });
  }

  /** What is to be looked up, each for itself. @throws AzureError `cancelled` */
  get reads(): readonly ((signal: AbortSignal) => Promise<void>)[] {
    const { deps, system } = this;
    const readSystem = async (signal: AbortSignal): Promise<void> => {
      this.systemAccess = await accessOfMany(deps, [...system.values()], signal);
    };
    return [
      ...(system.size === 0 ? [] : [readSystem]),
      ...this.user.map((each) => async (signal: AbortSignal) => {
        const { identityId, subscription } = each.target;
        const isListed = deps.inventory.findIdentity(identityId) !== undefined;
        await deps.serviceUses.load();
        [each.access, each.federated] = await Promise.all([
          accessOf(deps, each.target, signal),
          isListed ? deps.federatedCredentials.load(subscription, identityId) : undefined,
        ]);
      }),
    ];
  }

  /** The lines for the preview, as far as they are known. */
  lines(): Line[] {
    const more = this.unread === 0 ? [] : [describeUnreadAccess(this.unread)];
    return [
      ...this.systemLines(),
      ...this.user.flatMap((each) => this.userLines(each)),
      ...more.map(({ headline, advice }) => ({ icon: "info", label: headline, detail: advice })),
    ];
  }

  /** What is lost, in sentences for the question before it is done; only what is known by then. */
  sentences(): string[] {
    const ofUser = this.isOne ? this.user : [];
    return [
      ...describeOrphaned(this.systemAccess?.assignments.length ?? 0),
      ...ofUser.flatMap(({ target, access }) => describeLostAccess(target.label, access?.assignments.length ?? 0)),
    ];
  }

  private systemLines(): Line[] {
    const [first] = this.system.values();
    if (first === undefined) {
      return [];
    }
    const title = heading(this.isOne ? formatLostAccess(first) : formatLostSystemAccess(this.system.size));
    if (this.systemAccess === undefined) {
      return [title, lookingUp()];
    }
    const { assignments, failures } = this.systemAccess;
    const subscriptions = subscriptionsOf(this.deps, first);
    if (this.isOne || assignments.length === 0) {
      return [title, ...accessLines(this.systemAccess, subscriptions, MOST_ASSIGNMENTS)];
    }
    const shared = sharedAccess(assignments);
    const shown = shared.slice(0, MOST_LOST).map(({ assignment, principalIds }) => ({
      ...assignmentLine(assignment, subscriptions),
      detail: formatHolders(principalIds.flatMap((id) => this.system.get(id.toLowerCase())?.resource.name ?? [])),
    }));
    const rest = shared.length - shown.length;
    return [
      title,
      ...shown,
      ...(rest === 0 ? [] : [{ icon: "ellipsis", label: vscode.l10n.t("and {0} more", rest) }]),
      ...unreadLines(failures),
    ];
  }

  private userLines({ target, losers, others, access, federated }: LostUserAssigned): Line[] {
    const kept = federated?.kind === "read" ? federated.value.length : 0;
    return [
      heading(this.isOne ? formatLostAccess(target) : formatSharedAccess(target.label, losers)),
      ...(access === undefined
        ? [lookingUp()]
        : accessLines(access, subscriptionsOf(this.deps, target), MOST_ASSIGNMENTS)),
      { icon: "info", label: this.otherUses(target.identityId, others) },
      ...(kept === 0 ? [] : [{ icon: "link", label: formatKeptFederated(kept) }]),
    ];
  }

  private otherUses(identityId: string, machines: number): string {
    const { services, serviceCoverage } = this.deps.identityUsages.of({ id: identityId });
    return formatOtherUses(machines + services.length, serviceCoverage === "whole");
  }
}

const keyOf = ({ resource }: { readonly resource: { readonly id: string } }): string => resourceIdKey(resource.id);

const lookingUp = (): Line => ({ icon: "loading~spin", label: vscode.l10n.t("Looking up its role assignments...") });
