import { ApplyTool } from "./applyTool";
import { CheckTemplateTool } from "./checkTemplateTool";
import type { AllDeps } from "./deps";
import { ExplainTool } from "./explainTool";
import { ListTool } from "./listTool";
import { PlanStore } from "./planStore";
import { PlanTool } from "./planTool";
import { UndoTool } from "./undoTool";
import { WriteQueue } from "./writeQueue";

/** The tools of one window, which share its plans and let one review be shown at a time. */
export function agentTools(deps: AllDeps) {
  const plans = new PlanStore(() => Date.now());
  const queue = new WriteQueue();
  return {
    list: new ListTool(deps),
    explain: new ExplainTool(deps),
    check_template: new CheckTemplateTool(deps.checkTemplate),
    plan_change: new PlanTool(deps, plans),
    apply_plan: new ApplyTool(deps, plans, queue),
    undo_change: new UndoTool(deps, queue),
    forgetPlans: (): void => {
      plans.clear();
    },
  };
}
