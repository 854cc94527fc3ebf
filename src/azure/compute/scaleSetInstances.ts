import type { Subscription } from "../accounts";
import type { FollowOptions } from "../longRunning";

/** Whether an instance runs the latest model of its set (`latestModelApplied`); `unknown` where the service does not say. */
export type ModelState = "latest" | "behind" | "unknown";

/** An instance of a Uniform scale set. It has no identity of its own: that lies on the set (docs/azure-behaviour.md#uniform-scale-sets). */
export interface ScaleSetInstance {
  /** What an upgrade is asked for by: a number as text. */
  readonly instanceId: string;
  readonly name: string;
  readonly model: ModelState;
  readonly provisioningState: string | undefined;
}

/** The instances of one scale set. */
export interface InstanceListing {
  readonly instances: readonly ScaleSetInstance[];
  /** False where there are more than are read (MOST_INSTANCES). */
  readonly isWhole: boolean;
}

/** No more are read, so that an endless listing cannot fill the memory. What a set can hold at most is unverified; this is more than any document names. */
export const MOST_INSTANCES = 2_000;

/** The instances of Uniform scale sets. Every method throws AzureError and nothing else. */
export interface ScaleSetInstanceGateway {
  list(subscription: Subscription, scaleSetId: string, signal: AbortSignal): Promise<InstanceListing>;
  /** Brings instances to the latest model of their set, and follows that to its end. */
  upgrade(
    subscription: Subscription,
    scaleSetId: string,
    instanceIds: readonly string[],
    options: FollowOptions,
  ): Promise<void>;
}

/** The instances that do not run the latest model. */
export function instancesBehind({ instances }: InstanceListing): readonly ScaleSetInstance[] {
  return instances.filter(({ model }) => model === "behind");
}
