import { l10n } from "vscode";
import type { PredictedChange } from "../../azure/deployments/deployments";
import { parseResourceId, resourceType } from "../../identity/resourceId";

/** What a deployment would do to a resource, in a word. A word of the service that is not known is shown as it is. */
export function describeChangeType(changeType: string): string {
  switch (changeType.toLowerCase()) {
    case "create":
      return l10n.t("new");
    case "modify":
      return l10n.t("changed");
    case "deploy":
      return l10n.t("deployed, changes unknown");
    case "nochange":
      return l10n.t("unchanged");
    case "ignore":
      return l10n.t("ignored");
    case "delete":
      return l10n.t("deleted");
    case "unsupported":
      return l10n.t("can't be predicted");
    default:
      return changeType;
  }
}

/** The kind of a resource by the end of its type, such as `networkInterfaces`. */
export function predictedKind({ resourceId }: PredictedChange): string {
  const parsed = parseResourceId(resourceId);
  return parsed === undefined ? "" : resourceType(parsed);
}

/** What is going on while a deployment runs. */
export function describeDeploymentProgress(status: string, elapsedMs: number): string {
  return l10n.t("{status} for {seconds} s...", { status, seconds: Math.round(elapsedMs / 1000) });
}
