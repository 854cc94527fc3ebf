import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { badAnswer } from "./toAzureError";

/**
 * Refuses every request to another host than the cloud's. The SDK follows the links of a listing and the address of an operation
 * wherever they lead, and puts the token on the request: an answer must not be able to send our token elsewhere.
 */
export function originGuard(endpoint: string): PipelinePolicy {
  const { origin } = new URL(endpoint);
  return {
    name: "originGuard",
    sendRequest: async (request, next) => {
      if (URL.parse(request.url)?.origin !== origin) {
        throw badAnswer("the service names an address on another host");
      }
      return await next(request);
    },
  };
}
