import type { Subscription } from "../accounts";

/** Reads resources as Azure has them, whatever they are made of. @throws AzureError and nothing else */
export interface ResourceJsonGateway {
  /** The JSON of a resource of Microsoft.Compute or Microsoft.ManagedIdentity, or of something below one. */
  read(subscription: Subscription, resourceId: string, signal: AbortSignal): Promise<unknown>;
}
