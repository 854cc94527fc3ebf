import type { Subscription } from "../accounts";

/** A subnet that a machine can be connected to. */
export interface Subnet {
  readonly id: string;
  readonly name: string;
  /** Like `10.0.0.0/24`; undefined where the service does not say. */
  readonly addressPrefix: string | undefined;
}

/** A virtual network with its subnets. */
export interface VirtualNetwork {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly subnets: readonly Subnet[];
}

/** Virtual networks. Every method throws AzureError and nothing else. */
export interface NetworkGateway {
  list(subscription: Subscription, signal: AbortSignal): Promise<readonly VirtualNetwork[]>;
}
