import type { Subscription } from "../accounts";

/** How far the registration of a provider has come. */
export type RegistrationState = "registered" | "registering";

/** Registers subscriptions for resource providers. Every method throws AzureError and nothing else. */
export interface ProviderGateway {
  /** Asks Azure to register a subscription for a provider, which goes on for minutes. Does no harm where it is registered already. */
  register(subscription: Subscription, namespace: string, signal: AbortSignal): Promise<RegistrationState>;
}

/** Whether a text is shaped like the name of a provider, such as `Microsoft.Compute`: it goes into addresses and command lines. */
export function isProviderNamespace(text: string): boolean {
  return text.length <= LONGEST && /^[a-z]\w*(?:\.\w+)+$/i.test(text);
}

/** The names that exist are a third of it. */
const LONGEST = 100;
