import { l10n } from "vscode";
import { sameIdentities } from "../../identity/identityState";
import { resourceIdKey } from "../../identity/resourceId";
import type { Wire } from "../../identity/wire";
import type { PlannedTarget } from "../../mutation/batch/batchPlan";
import { sameOutcome } from "../../mutation/resourcePlan";
import { formatNames } from "../../ui/words/change";
import type { PreviewItem } from "../changeIdentities/previewItems";
import type { AgentTool, ToolNotice } from "./agentTool";
import type { WriteDeps } from "./deps";
import type { KeptPlan, PlanStore } from "./planStore";
import { optionalText, textOf } from "./readInput";
import type { WriteQueue } from "./writeQueue";
import { writtenAnswer } from "./writtenAnswer";
import { formatPlural } from "../../ui/words/plural";

/**
 * Applies a plan: plans it anew on fresh reads, shows the extension's own review, and asks in a dialog, whatever the editor was told about the
 * tool.
 */
export class ApplyTool implements AgentTool {
  constructor(
    private readonly deps: WriteDeps,
    private readonly store: PlanStore,
    private readonly queue: WriteQueue,
  ) {}

  /** Numbers only: no name of anybody's stands in what the editor asks. */
  notice(input: Wire): ToolNotice {
    const count = this.store.countOf(optionalText(input, "planId") ?? "");
    return {
      progress: l10n.t("Waiting for you to review the change"),
      confirmation: {
        title: l10n.t("Change managed identities?"),
        message:
          count === undefined
            ? l10n.t("The plan has expired or doesn't exist, so nothing will be changed.")
            : formatPlural(
                l10n.t(
                  "An agent asks to change the identities of {count, plural, one {# resource} other {# resources}}. You review the change before it's made.",
                ),
                { count },
              ),
      },
    };
  }

  run(input: Wire, signal: AbortSignal): Promise<object> {
    const id = textOf(input, "planId");
    return this.queue.run(() => {
      const kept = this.store.take(id);
      return writtenAnswer(this.deps.log, signal, async (asAgent) => {
        await asAgent(this.deps.changeIdentities)(kept.targets, {
          remarks: [{ icon: "sparkle", label: l10n.t("Planned by an agent") }],
          remarksOn: (planned) => remarksOn(kept, planned),
        });
      });
    }, signal);
  }
}

/** Which resources are no longer as they were when the agent planned: what it told the user of them is not what is shown. */
function remarksOn({ plans }: KeptPlan, planned: readonly PlannedTarget[]): readonly PreviewItem[] {
  const before = new Map(plans.map((plan) => [resourceIdKey(plan.resource.id), plan]));
  const changed = planned.flatMap((each) => {
    const shown = before.get(resourceIdKey(each.target.resource.id));
    const isSame =
      shown === undefined ||
      ("plan" in each && sameIdentities(shown.plan.before, each.plan.plan.before) && sameOutcome(shown, each.plan));
    return isSame ? [] : [each.target.resource.name];
  });
  return changed.length === 0
    ? []
    : [
        {
          icon: "warning",
          label: l10n.t("Changed since the agent planned this"),
          detail: formatNames(changed),
        },
      ];
}
