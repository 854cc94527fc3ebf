import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { App } from "../../ui/app";
import { keptFederatedInWords } from "../usage/impactWords";
import type { PrincipalTarget } from "../../azure/access/principalTarget";
import type { Line } from "../../ui/shown/quickPick";

/** The federated credentials of an identity; undefined where it has none by its kind, or is gone: asking would only fail. */
export async function federatedOf(app: App, target: PrincipalTarget): Promise<FederatedListing | undefined> {
  return target.kind === "userAssigned" && app.inventory.findIdentity(target.identityId) !== undefined
    ? await app.federatedCredentials.load(target.subscription, target.identityId)
    : undefined;
}

/** That the federated credentials of an identity stay with it when a resource loses it; nothing where none is known. */
export function keptFederatedLines(federated: FederatedListing | undefined): Line[] {
  const count = federated?.kind === "read" ? federated.value.length : 0;
  return count === 0 ? [] : [{ icon: "link", label: keptFederatedInWords(count) }];
}
