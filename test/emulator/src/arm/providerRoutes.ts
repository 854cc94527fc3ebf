import { param, type Answer, type ArmRequest } from "../http/exchange";
import { type Route } from "../http/router";

const provider = "/subscriptions/{subscriptionId}/providers/{namespace}";

/**
 * Resource providers of a subscription. Path and members are those of the public reference (Providers - Get, Providers - Register); no
 * recording holds an answer (unverified).
 */
export const providerRoutes: readonly Route[] = [
  { method: "GET", path: provider, action: "Microsoft.Resources/subscriptions/providers/read", handle: answerProvider },
  { method: "POST", path: `${provider}/register`, action: "{namespace}/register/action", handle: registerProvider },
];

function answerProvider(request: ArmRequest): Answer {
  const [subscriptionId, namespace] = [param(request, "subscriptionId"), param(request, "namespace")];
  return {
    status: 200,
    body: {
      id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
      namespace,
      registrationPolicy: "RegistrationRequired",
      resourceTypes: [],
      registrationState: request.world.registrations.state(subscriptionId, namespace),
    },
  };
}

function registerProvider(request: ArmRequest): Answer {
  request.world.registrations.register(param(request, "subscriptionId"), param(request, "namespace"));
  return answerProvider(request);
}
