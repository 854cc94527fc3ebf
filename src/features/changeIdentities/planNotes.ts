import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import { rightsForChange } from "../../identity/permissionsNeeded";
import { isBlocked } from "../../identity/plan";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import type { App } from "../../ui/app";
import { accessLossInWords, lostAccessInWords, otherUsesInWords } from "../usage/impactWords";
import { systemAssignedPrincipal, userAssignedPrincipal } from "../../ui/steps/accessTargets";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import { accessOf, subscriptionsOf, usesOf } from "../usage/impact";
import { accessLines } from "../usage/impactLines";
import { federatedOf, keptFederatedLines } from "./keptFederated";
import { heading } from "./lines";
import type { RightsReport } from "./permissionCheck";
import { rightsLines, withoutNeedless } from "./permissionLines";
import type { PreviewItem } from "./previewItems";

/** Identities whose access is looked up for a preview, and role assignments shown of each. */
const MOST_IDENTITIES = 5;
const MOST_ASSIGNMENTS = 5;

interface Lost {
  readonly target: PrincipalTarget;
  /** Undefined while it is being looked up. */
  access: RoleAssignmentListing | undefined;
  /** Only user-assigned identities can have federated credentials. */
  federated: FederatedListing | undefined;
}

/** What a person should know of a plan besides the plan itself: what stands in their way, and what the lost identities can do. */
export class PlanNotes implements vscode.Disposable {
  private readonly abort = new AbortController();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly lost: readonly Lost[];

  readonly onDidChange = this.changed.event;

  /** Begins to look up what the lost identities can do. */
  constructor(
    private readonly app: App,
    private readonly plan: ResourcePlan,
    private readonly rights: RightsReport,
  ) {
    const targets = isBlocked(plan.plan) ? [] : lostPrincipals(app, plan);
    this.lost = targets
      .slice(0, MOST_IDENTITIES)
      .map((target) => ({ target, access: undefined, federated: undefined }));
    for (const each of this.lost) {
      void this.lookUp(each);
    }
  }

  /** The lines for the preview, as far as they are known. */
  lines(): PreviewItem[] {
    const { resource, plan } = this.plan;
    const ids = plan.difference.assigned.map(({ id }) => id);
    return [
      ...rightsLines(withoutNeedless(this.rights, rightsForChange(resource, ids))),
      ...this.lost.flatMap((each) => this.linesOf(each)),
    ];
  }

  /** What is lost, in sentences for the question before it is done; only what is known by then. */
  sentences(): string[] {
    return this.lost.flatMap(({ target, access }) => accessLossInWords(target, access?.assignments.length ?? 0));
  }

  dispose(): void {
    this.abort.abort();
    this.changed.dispose();
  }

  private linesOf({ target, access, federated }: Lost): PreviewItem[] {
    const { resource } = this.plan;
    const others = usesOf(this.app, target).filter(
      (use) => use.resource.id.toLowerCase() !== resource.id.toLowerCase(),
    );
    const use = target.kind === "userAssigned" ? otherUsesInWords(others.length) : undefined;
    return [
      heading(lostAccessInWords(target)),
      ...(access === undefined
        ? [{ icon: "loading~spin", label: vscode.l10n.t("Looking up its role assignments...") }]
        : accessLines(access, subscriptionsOf(this.app, target), MOST_ASSIGNMENTS)),
      ...(use === undefined ? [] : [{ icon: "info", label: use }]),
      ...keptFederatedLines(federated),
    ];
  }

  private async lookUp(each: Lost): Promise<void> {
    try {
      const { app, abort } = this;
      const [access, federated] = await Promise.all([
        accessOf(app, each.target, abort.signal),
        federatedOf(app, each.target),
      ]);
      each.access = access;
      each.federated = federated;
      this.changed.fire();
    } catch (error) {
      // The preview is gone; nobody wants to know any more.
      if (!AzureError.is(error, "cancelled")) {
        throw error;
      }
    }
  }
}

function lostPrincipals(
  app: App,
  { subscription, plan: { before, difference }, resource }: ResourcePlan,
): PrincipalTarget[] {
  const identity = { kind: "state", state: before } as const;
  const system =
    difference.systemAssigned === "disabled"
      ? systemAssignedPrincipal(subscription, { ...resource, identity })
      : undefined;
  const removed = difference.removed.map(({ id }) => userAssignedPrincipal(app, id));
  return [system, ...removed].filter((target) => target !== undefined);
}
