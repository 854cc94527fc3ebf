import type { Subscription } from "../accounts";
import type { FollowOptions } from "../longRunning";

/** A template with the values that go with it. `secrets` are sent like other values, and kept out of every text that comes back. */
export interface TemplateDeployment {
  readonly template: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Where a deployment goes, and under which name it runs there. */
export interface DeploymentPlace {
  readonly subscription: Subscription;
  readonly resourceGroup: string;
  readonly name: string;
}

/** What a deployment would do to one resource. */
export interface PredictedChange {
  readonly resourceId: string;
  /** The service's own word: `Create`, `Modify`, `NoChange`, `Delete`, `Deploy`, `Ignore`, `Unsupported`. */
  readonly changeType: string;
}

/** Deployments of templates to resource groups; incremental: nothing is deleted. Every method throws AzureError and nothing else. */
export interface DeploymentGateway {
  /** Which of these resources of Compute or Network are there: a deployment would overwrite them. Asks for each. */
  existing(subscription: Subscription, resourceIds: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** What the deployment would do. Writes nothing. */
  whatIf(
    place: DeploymentPlace,
    deployment: TemplateDeployment,
    signal: AbortSignal,
  ): Promise<readonly PredictedChange[]>;
  /** Starts the deployment and follows it to its end. A failure names what failed first, not only that something did. */
  deploy(place: DeploymentPlace, deployment: TemplateDeployment, options: FollowOptions): Promise<void>;
  /** Asks the service to stop a deployment; what it has made stays. @returns false where it was over already */
  cancel(place: DeploymentPlace, signal: AbortSignal): Promise<boolean>;
}

/** Longest name of a deployment (unverified); longer ones are cut. */
const LONGEST_NAME = 64;

/** The name of a deployment: what it makes, and when, so that one does not take the place of an earlier one. */
export function deploymentName(subject: string, at: Date): string {
  const time = at.toISOString().replace(/\D/g, "").slice(0, 14);
  return `${subject.slice(0, LONGEST_NAME - time.length - 1)}-${time}`;
}
