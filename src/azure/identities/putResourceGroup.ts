import { requireAcceptance } from "../http/acceptance";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { isSuccess, readAnswer } from "../http/answer";
import { apiVersions } from "../apiVersions";
import { type ArmConnection, httpClient } from "../http/armConnection";
import { exists } from "../http/refuseExisting";
import { errorOfAnswer } from "../http/toAzureError";

/** Makes a resource group unless there is one of this name: a PUT on that one would take its tags. */
export async function putResourceGroup(
  connection: ArmConnection,
  { subscriptionId, tenantId }: { readonly subscriptionId: string; readonly tenantId: string },
  name: string,
  location: string,
  signal: AbortSignal,
): Promise<void> {
  const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/resourcegroups/${encodeURIComponent(name)}`;
  const address = `${path}?api-version=${apiVersions.resourceGroups}`;
  if (await exists(connection, address, signal)) {
    return;
  }
  const url = connection.url(address);
  const headers = createHttpHeaders({ accept: "application/json", "content-type": "application/json" });
  const body = JSON.stringify({ location });
  const request = createPipelineRequest({ url, method: "PUT", headers, body, abortSignal: signal });
  const answer = readAnswer(await connection.pipeline.sendRequest(httpClient, request));
  if (!isSuccess(answer)) {
    throw errorOfAnswer(answer, tenantId);
  }
  requireAcceptance(answer);
}
