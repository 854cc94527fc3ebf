import { ComputeManagementClient } from "@azure/arm-compute";
import { type ArmConnection, httpClient } from "../http/armConnection";

/** The client of @azure/arm-compute. The pipeline holds the credential with the cloud's scope; its own default is the public cloud's (docs/azure-behaviour.md#sdk-versions). */
export function computeClient(
  { credential, pipeline, cloud }: ArmConnection,
  subscriptionId: string,
): ComputeManagementClient {
  return new ComputeManagementClient(credential, subscriptionId, {
    endpoint: cloud.resourceManagerEndpoint,
    pipeline,
    httpClient,
  });
}
