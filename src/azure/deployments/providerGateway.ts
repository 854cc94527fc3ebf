import { badAnswer } from "../http/toAzureError";
import { isWire, textMember } from "../../identity/wire";
import { apiVersions } from "../apiVersions";
import { AzureError } from "../azureError";
import type { ArmConnections } from "../http/armConnections";
import { guardedWrite } from "../http/guarded";
import { isProviderNamespace, type ProviderGateway } from "./providers";

/**
 * Resource providers over the resource manager. That `register` is a POST which answers 200 with `registrationState` is from its public
 * reference (Providers - Register); no recording holds one (unverified).
 */
export function createProviderGateway(connections: ArmConnections): ProviderGateway {
  return {
    register: (subscription, namespace, signal) =>
      guardedWrite(connections, subscription, signal, async (connection) => {
        if (!isProviderNamespace(namespace)) {
          throw new AzureError({ reason: "invalid", target: "namespace" });
        }
        const root = `/subscriptions/${encodeURIComponent(subscription.subscriptionId)}/providers/${namespace}`;
        const url = connection.url(`${root}/register?api-version=${apiVersions.resourceGroups}`);
        const { body } = await connection.post(url, {}, signal);
        const state = isWire(body) ? textMember(body, "registrationState") : undefined;
        if (state === undefined) {
          throw badAnswer("the answer does not say whether the provider is registered");
        }
        return state.toLowerCase() === "registered" ? "registered" : "registering";
      }),
  };
}
