import type { Subscription } from "../accounts";

/** A size that a subscription can use in a region. Numbers are undefined where the service does not tell them. */
export interface MachineSize {
  /** Like `Standard_D2s_v5`. */
  readonly name: string;
  readonly vCpus: number | undefined;
  readonly memoryGiB: number | undefined;
}

/** Sizes of machines. Every method throws AzureError and nothing else. */
export interface MachineSizeGateway {
  /** The sizes that a region offers to the subscription, by name. */
  list(subscription: Subscription, location: string, signal: AbortSignal): Promise<readonly MachineSize[]>;
}
