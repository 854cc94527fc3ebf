import * as vscode from "vscode";
import { readState } from "../../identity/readIdentity";
import { AzureError } from "../../azure/azureError";
import { applyChange } from "../../identity/identityChange";
import { identityDifference, NO_IDENTITY } from "../../identity/identityState";
import { permissionsForChange } from "../../identity/permissionsNeeded";
import type { BatchTarget } from "../../mutation/batch/batchPlan";
import type { BatchSummary, SharedHazard } from "../../mutation/batch/batchSummary";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import { type LossDeps, Losses } from "./losses";
import {
  checkPermissionsOfMany,
  type PermissionDeps,
  type PermissionQuestion,
  type PermissionReport,
} from "./permissionCheck";
import { pendingPermissionLines, permissionLines, sharedPermissionLines, withoutNeedless } from "./permissionLines";
import { checkPolicies, type PolicyDeps } from "./policyCheck";
import { type Obstacle, obstaclesOf } from "./obstacles";
import type { FoundNotes, PreviewItem } from "./previewItems";

/** What looking up notes works with. */
export type NotesDeps = LossDeps & PermissionDeps & PolicyDeps;

/** What is known before a plan is shown. */
export interface KnownNotes {
  /** Lines that stand above all others. */
  readonly remarks: readonly PreviewItem[];
  /** For one resource: they are read along with it. For many they are looked up while the preview is shown. */
  readonly permissions: PermissionReport | undefined;
}

/** What a change needs, judged by what the inventory knows of the resource; the plan decides later what of it counts. */
export function questionOfTarget({ subscription, resource, change }: BatchTarget): PermissionQuestion {
  const state = readState(resource.identity) ?? NO_IDENTITY;
  const { assigned } = identityDifference(state, applyChange(state, change));
  return questionOf({ subscription, resource }, assigned);
}

/** What a planned change needs. */
export const questionOfPlan = (planned: ResourcePlan): PermissionQuestion =>
  questionOf(planned, planned.plan.difference.assigned);

function questionOf(
  { subscription, resource }: Pick<ResourcePlan, "subscription" | "resource">,
  assigned: readonly { readonly id: string }[],
): PermissionQuestion {
  const needed = permissionsForChange(
    resource,
    assigned.map(({ id }) => id),
  );
  return { subscription, needed, written: [{ scope: resource.id, verb: "write" }] };
}

/**
 * What the user should know of a change besides its plans: what stands in their way, and what the lost identities can do. It is shown as
 * it comes in: the preview waits for none of it.
 */
export class PlanNotes implements vscode.Disposable {
  private readonly abort = new AbortController();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly losses: Losses;
  private found: PermissionReport | undefined;
  private policies: readonly SharedHazard[] = [];

  readonly onDidChange = this.changed.event;

  /** Begins to look everything up. */
  constructor(
    private readonly deps: NotesDeps,
    private readonly summary: BatchSummary,
    private readonly only: ResourcePlan | undefined,
    private readonly known: KnownNotes,
  ) {
    this.losses = new Losses(deps, summary, only !== undefined);
    if (known.permissions === undefined) {
      void this.look(() => this.readPermissions());
    }
    if (summary.toChange.length > 0) {
      void this.look(() => this.readPolicies());
    }
    for (const read of this.losses.reads) {
      void this.look(() => read(this.abort.signal));
    }
  }

  /** What is known by now. */
  current(): FoundNotes {
    return { lines: this.lines(), hazards: this.policies, obstacles: this.obstacles() };
  }

  /** The plans that cannot be applied, as far as is known, and why. */
  obstacles(): ReadonlyMap<ResourcePlan, Obstacle> {
    const report = this.report();
    return report === undefined ? new Map() : obstaclesOf(report, this.summary.toChange);
  }

  /** What the policies in force would do to the change, as far as they are known. */
  hazards(): readonly SharedHazard[] {
    return this.policies;
  }

  /** What is lost, in sentences for the question before it is done; only what is known by then. */
  sentences(): string[] {
    return this.losses.sentences();
  }

  dispose(): void {
    this.abort.abort();
    this.changed.dispose();
  }

  private lines(): PreviewItem[] {
    return this.summary.toChange.length === 0
      ? []
      : [...this.known.remarks, ...this.permissionLines(), ...this.losses.lines()];
  }

  /** Of one resource it is known from the start. */
  private report(): PermissionReport | undefined {
    const { permissions } = this.known;
    return this.only !== undefined && permissions !== undefined
      ? withoutNeedless(permissions, questionOfPlan(this.only).needed)
      : this.found;
  }

  private permissionLines(): PreviewItem[] {
    const report = this.report();
    if (report === undefined) {
      return pendingPermissionLines();
    }
    return this.only === undefined
      ? sharedPermissionLines(report, this.summary.toChange.length)
      : permissionLines(report);
  }

  private async readPermissions(): Promise<void> {
    const questions = this.summary.toChange.map(questionOfPlan);
    this.found = await checkPermissionsOfMany(this.deps, questions, this.abort.signal);
  }

  private async readPolicies(): Promise<void> {
    this.policies = await checkPolicies(this.deps, this.summary.toChange, this.abort.signal);
  }

  private async look(read: () => Promise<void>): Promise<void> {
    try {
      await read();
      this.changed.fire();
    } catch (error) {
      // The preview is gone; nobody wants to know any more.
      if (!AzureError.is(error, "cancelled")) {
        throw error;
      }
    }
  }
}
