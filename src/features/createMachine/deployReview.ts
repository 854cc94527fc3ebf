import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { DeploymentPlace, PredictedChange, TemplateDeployment } from "../../azure/deployments/deployments";
import { permissionsForNewMachine } from "../../identity/newMachinePermissions";
import { resourceGroupId, resourceName } from "../../identity/resourceId";
import type { OutlookDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { describeChangeType, predictedKind } from "./deploymentWords";
import { describeFailure } from "../../ui/words/failure";
import { identityLines } from "./createMachineLines";
import type { MachineOrder } from "./createMachineAnswers";
import { heading, type ReviewLine, showLines } from "../changeIdentities/lines";
import { defaultCopyLine } from "../changeIdentities/previewItems";
import { checkPermissions, type PermissionReport } from "../changeIdentities/permissionCheck";
import { copyText, type CopyLine, permissionLines } from "../changeIdentities/permissionLines";
import { inARow } from "../../ui/words/inARow";

/** What the service says beforehand, or why it says nothing. */
type Prediction =
  | { readonly kind: "predicted"; readonly changes: readonly PredictedChange[] }
  /** There is no resource group to ask in before the deployment makes it. */
  | { readonly kind: "newResourceGroup" }
  | { readonly kind: "skipped" }
  | { readonly kind: "failed"; readonly error: AzureError };

/** What is known of a deployment before it begins. */
export interface Outlook {
  readonly prediction: Prediction;
  readonly permissions: PermissionReport;
}

/** Asks the service what a deployment would do, and what of it the user may. Not being able to say is no refusal. */
export async function lookAhead(
  deps: OutlookDeps,
  order: MachineOrder,
  place: DeploymentPlace,
  deployment: TemplateDeployment,
): Promise<Outlook> {
  const { subscription, resourceGroup, isNewResourceGroup } = order;
  const { subscriptionId } = subscription;
  const scope = resourceGroupId(subscriptionId, resourceGroup);
  const needed = permissionsForNewMachine(order.machine, { subscriptionId, resourceGroup, isNewResourceGroup });
  const title = vscode.l10n.t("Previewing the deployment");
  return await withCancellableProgress(title, async (signal) => {
    const [prediction, permissions] = await Promise.all([
      isNewResourceGroup ? ({ kind: "newResourceGroup" } as const) : predict(deps, place, deployment, signal),
      checkPermissions(deps, { subscription, needed, written: [{ scope, verb: "write" }] }, signal),
    ]);
    return { prediction, permissions };
  });
}

async function predict(
  deps: Pick<OutlookDeps, "deployments">,
  place: DeploymentPlace,
  deployment: TemplateDeployment,
  signal: AbortSignal,
): Promise<Prediction> {
  try {
    return { kind: "predicted", changes: await deps.deployments.whatIf(place, deployment, signal) };
  } catch (error) {
    if (!AzureError.is(error)) {
      throw error;
    }
    return AzureError.is(error, "cancelled") ? { kind: "skipped" } : { kind: "failed", error };
  }
}

/** What the user can choose in the review. */
export type ReviewChoice = "deploy" | "edit" | "save";

interface ReviewItem extends CopyLine, ReviewLine {
  readonly choice?: ReviewChoice;
}

function predictionItems(prediction: Prediction): ReviewItem[] {
  switch (prediction.kind) {
    case "predicted":
      return prediction.changes.map((change) => ({
        icon: change.changeType.toLowerCase() === "create" ? "add" : "edit",
        label: resourceName(change.resourceId),
        description: inARow([describeChangeType(change.changeType), predictedKind(change)]),
      }));
    case "newResourceGroup":
      return [{ icon: "info", label: vscode.l10n.t("Unknown until the new resource group exists") }];
    case "skipped":
      return [{ icon: "info", label: vscode.l10n.t("Not previewed") }];
    case "failed": {
      const { what, meaning } = describeFailure(prediction.error);
      return [{ icon: "warning", label: vscode.l10n.t("Azure couldn't preview it: {0}", what), detail: meaning }];
    }
  }
}

/** Shows what would be deployed and waits for what the user makes of it; saving leaves the review open. @throws PromptCancelled, WentBack */
export async function reviewDeployment(
  order: MachineOrder,
  { prediction, permissions }: Outlook,
  save: () => Promise<void>,
  canGoBack: boolean,
): Promise<"deploy" | "edit"> {
  const items: ReviewItem[] = [
    {
      icon: "rocket",
      label: vscode.l10n.t("Deploy"),
      description: vscode.l10n.t("the template that is open, into {0}", order.resourceGroup),
      choice: "deploy",
    },
    {
      icon: "edit",
      label: vscode.l10n.t("Edit the Template Instead"),
      description: vscode.l10n.t("opens it as a new file; nothing is deployed"),
      choice: "edit",
    },
    { icon: "save", label: vscode.l10n.t("Save the Template..."), choice: "save" },
    ...defaultCopyLine(permissionLines(permissions)),
    heading(vscode.l10n.t("After")),
    ...identityLines(order),
    heading(vscode.l10n.t("Azure's preview")),
    ...predictionItems(prediction),
  ];
  const lines = {
    title: vscode.l10n.t("Create {machine} in {resourceGroup}", {
      machine: order.machine.name,
      resourceGroup: order.resourceGroup,
    }),
    canGoBack,
    placeholder: vscode.l10n.t("Nothing is created until you select Deploy"),
    items,
  };
  return await showLines(lines, async ({ choice, copy }, stepAside) => {
    if (copy !== undefined) {
      await copyText(copy);
    }
    if (choice === "save") {
      await stepAside(save);
      return undefined;
    }
    return choice;
  });
}
