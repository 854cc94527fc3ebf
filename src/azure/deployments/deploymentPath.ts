import type { DeploymentPlace } from "./deployments";

/** The version that the public documentation of deployments and what-if is of; the OpenAPI files hold none (unverified). */
export const DEPLOYMENTS_API_VERSION = "2022-09-01";

/** The path of a deployment, each part inside its segment. */
export function deploymentPath({ subscription, resourceGroup, name }: DeploymentPlace): string {
  const [root, group, leaf] = [subscription.subscriptionId, resourceGroup, name].map(encodeURIComponent);
  return `/subscriptions/${root}/resourceGroups/${group}/providers/Microsoft.Resources/deployments/${leaf}`;
}
