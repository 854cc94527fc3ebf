import { l10n } from "vscode";
import type { IdentityChange } from "../../identity/identityChange";
import { identityDifference, type IdentityState } from "../../identity/identityState";
import { isUserAssignedIdentityId, resourceIdKey } from "../../identity/resourceId";
import type { Wire } from "../../identity/wire";
import type { BatchTarget, PlannedTarget } from "../../mutation/batch/batchPlan";
import { type BatchSummary, type SharedHazard, summarize } from "../../mutation/batch/batchSummary";
import type { ResourcePlan } from "../../mutation/resourcePlan";
import { type Language, LANGUAGES } from "../../render/languages";
import { RenderError } from "../../render/renderError";
import { findListedTarget } from "../../ui/steps/targets";
import { hazardOfMany } from "../../ui/words/batch";
import { describeError } from "../../ui/errorBoundary";
import { describeHazard } from "../../ui/words/hazardWords";
import { describeLock, describeMissingPermission } from "../../ui/words/permission";
import { Losses } from "../changeIdentities/losses";
import { checkPermissionsOfMany, type PermissionReport } from "../changeIdentities/permissionCheck";
import { questionOfPlan } from "../changeIdentities/planNotes";
import { describePlanned } from "../changeIdentities/planTitle";
import { checkPolicies } from "../changeIdentities/policyCheck";
import { languagesFor, renderPlans } from "../copyAs/copyAs";
import { type AgentTool, ToolError } from "./agentTool";
import type { PlanDeps } from "./deps";
import { LongText } from "./modelText";
import { PLAN_LIFE_MS, type PlanStore } from "./planStore";
import { optionalText, textsOf, wordOf } from "./readInput";

/** Resources of one plan. More than this a user should choose themselves. */
const MOST_RESOURCES = 200;
/** Azure takes no more on one resource (docs/azure-behaviour.md). */
const MOST_IDENTITIES = 100;

const CHANGES = [
  "enableSystemAssigned",
  "disableSystemAssigned",
  "assignUserAssigned",
  "removeUserAssigned",
  "removeAllUserAssigned",
  "removeAll",
] as const;

/** Plans a change on fresh reads, and says all that a user would be shown before it. Writes nothing. */
export class PlanTool implements AgentTool {
  constructor(
    private readonly deps: PlanDeps,
    private readonly store: PlanStore,
  ) {}

  notice() {
    return { progress: l10n.t("Planning a change of identities. Nothing is written.") };
  }

  async run(input: Wire, signal: AbortSignal): Promise<object> {
    const change = changeOf(input);
    const languages = languagesOf(input);
    const targets = await this.targets(textsOf(input, "resources", MOST_RESOURCES), change);
    const planned = await this.deps.changes.plan(targets, signal);
    const summary = summarize(planned);
    const { toChange } = summary;
    const questions = toChange.map(questionOfPlan);
    const losses = new Losses(this.deps, summary, planned.length === 1);
    const [permissions, policies] = await Promise.all([
      checkPermissionsOfMany(this.deps, questions, signal),
      checkPolicies(this.deps, toChange, signal),
      ...losses.reads.map((read) => read(signal)),
    ]);
    const answer = {
      title: describePlanned(planned, toChange.length),
      toChange: toChange.length,
      losesSystemAssignedForGood: summary.losingSystemAssigned.length,
      hazards: [...summary.hazards, ...policies].map(hazardAnswer),
      ...permissionAnswer(permissions),
      lost: losses.lines().map(({ label, detail }) => (detail === undefined ? label : `${label}: ${detail}`)),
      resources: planned.map(resourceAnswer),
    };
    if (toChange.length === 0) {
      return { ...answer, planId: "none: there is nothing that could be applied" };
    }
    return {
      planId: this.store.keep({ targets: exactly(planned), plans: toChange }),
      expiresInMinutes: PLAN_LIFE_MS / 60_000,
      nothingIsWrittenYet: true,
      ...answer,
      commands: commandsOf(this.deps, toChange, languages ?? languagesFor(toChange)),
    };
  }

  /** @throws ToolError `badInput`, `notListed`; AzureError where nothing is listed */
  private async targets(ids: readonly string[], change: IdentityChange): Promise<readonly BatchTarget[]> {
    const distinct = [...new Map(ids.map((id) => [resourceIdKey(id), id])).values()];
    if (distinct.length === 0) {
      throw new ToolError("badInput", '"resources" needs at least one resource ID.');
    }
    const targets: BatchTarget[] = [];
    for (const id of distinct) {
      const target = await findListedTarget(this.deps, id);
      if (target === undefined) {
        const place = distinct.indexOf(id) + 1;
        throw new ToolError("notListed", `Resource ${place} of the list is not known. Use the list tool to find IDs.`);
      }
      targets.push({ ...target, change });
    }
    return targets;
  }
}

/** @throws ToolError `badInput` */
function changeOf(input: Wire): IdentityChange {
  const kind = wordOf(input, "change", CHANGES);
  const ids = textsOf(input, "identities", MOST_IDENTITIES);
  if (kind !== "assignUserAssigned" && kind !== "removeUserAssigned") {
    if (ids.length > 0) {
      throw new ToolError("badInput", `"identities" is only for assignUserAssigned and removeUserAssigned.`);
    }
    return { kind };
  }
  if (ids.length === 0 || !ids.every(isUserAssignedIdentityId)) {
    throw new ToolError("badInput", '"identities" needs the resource IDs of user-assigned identities.');
  }
  return { kind, ids };
}

/** @throws ToolError `badInput` */
function languagesOf(input: Wire): readonly Language[] | undefined {
  return optionalText(input, "language") === undefined ? undefined : [wordOf(input, "language", LANGUAGES)];
}

/** The targets with the change as it was shown: a system-assigned identity that is another by then stays. */
function exactly(planned: readonly PlannedTarget[]): readonly BatchTarget[] {
  return planned.map((each) => {
    const shown = "plan" in each ? each.plan.plan.before.systemAssigned : undefined;
    return each.target.change.kind === "disableSystemAssigned" && shown !== undefined
      ? { ...each.target, change: { kind: "disableSystemAssigned", only: shown } }
      : each.target;
  });
}

const stateAnswer = ({ systemAssigned, userAssigned }: IdentityState) => ({
  systemAssigned: systemAssigned !== undefined,
  userAssigned: userAssigned.map(({ id }) => id),
});

function resourceAnswer(planned: PlannedTarget): object {
  const { id, name } = planned.target.resource;
  const base = { name, id, outcome: planned.kind };
  switch (planned.kind) {
    case "failed":
    case "unreadable": {
      const { what, meaning } = describeError(planned.error);
      return { ...base, why: [what, meaning].join(" ").trim() };
    }
    case "blocked":
      return {
        ...base,
        now: stateAnswer(planned.plan.plan.before),
        why: planned.hazards.map((each) => describeHazard(each).headline),
      };
    case "noChange":
      return { ...base, now: stateAnswer(planned.plan.plan.before) };
    case "toChange": {
      const { before, after, undo } = planned.plan.plan;
      const { systemAssigned, assigned, removed } = identityDifference(before, after);
      return {
        ...base,
        before: stateAnswer(before),
        after: stateAnswer(after),
        difference: {
          systemAssigned,
          assigned: assigned.map((each) => each.id),
          removed: removed.map((each) => each.id),
        },
        canBeUndone: undo.kind === "possible",
      };
    }
  }
}

function hazardAnswer(shared: SharedHazard): object {
  const { headline, meaning } = hazardOfMany(shared);
  return { level: shared.hazard.level, resources: shared.plans.length, what: headline, meaning };
}

function permissionAnswer({ missing, locks, unasked }: PermissionReport): object {
  const words = missing.map((each) => ({ ...describeMissingPermission(each, each.subscription), scope: each.scope }));
  return {
    missingPermissions: words.map(({ headline, advice, scope }) => ({ what: headline, advice, scope })),
    locks: locks.map(({ lock, scopes }) => ({ what: describeLock(lock).headline, resources: scopes.length })),
    ...(unasked === 0 ? {} : { permissionsNotChecked: unasked }),
  };
}

function commandsOf(
  deps: PlanDeps,
  plans: BatchSummary["toChange"],
  languages: readonly Language[],
): Readonly<Record<string, LongText>> {
  return Object.fromEntries(languages.map((language) => [language, new LongText(commandIn(deps, plans, language))]));
}

function commandIn(deps: PlanDeps, plans: readonly ResourcePlan[], language: Language): string {
  try {
    return renderPlans(deps, plans, language);
  } catch (error) {
    if (error instanceof RenderError) {
      return `(cannot be written: ${error.message})`;
    }
    throw error;
  }
}
