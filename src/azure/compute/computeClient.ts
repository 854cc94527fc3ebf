import { ComputeManagementClient } from "@azure/arm-compute";
import { type ArmConnection, httpClient } from "../http/armConnection";

/** The client of @azure/arm-compute. The pipeline holds the credential with the cloud's scope; its own default is the public cloud's (anchors 0.1). */
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
