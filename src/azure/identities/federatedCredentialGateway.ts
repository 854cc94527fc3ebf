import { parseResourceId, resourceType } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { FederatedCredential, FederatedCredentialGateway } from "./federatedCredential";
import { isWire, member, objectMember, textMember } from "../../identity/wire";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead, guardedWrite } from "../http/guarded";
import { listAll } from "../http/listPages";
import { identityPath, identityTarget, type IdentityTarget, msiClient } from "./msiClient";
import { refuseExisting } from "../http/refuseExisting";
import { sdkAnswer } from "../http/sdkAnswer";
import { badAnswer } from "../http/toAzureError";

const TYPE = "microsoft.managedidentity/userassignedidentities/federatedidentitycredentials";
const query = `?api-version=${apiVersions.managedIdentity}`;

/** Federated credentials by @azure/arm-msi. */
export function createFederatedCredentialGateway(connections: ArmConnections): FederatedCredentialGateway {
  return {
    list: (subscription, identityId, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const path = credentialsPath(subscription, identityTarget(subscription, identityId));
        return listAll(connection, path + query, signal, readCredential);
      }),
    create: async (subscription, identityId, name, trust, signal) => {
      await guardedRead(connections, subscription, signal, (connection) => {
        const path = credentialsPath(subscription, identityTarget(subscription, identityId));
        return refuseExisting(connection, `${path}/${encodeURIComponent(name)}${query}`, signal);
      });
      return await guardedWrite(connections, subscription, signal, async (connection) => {
        const identity = identityTarget(subscription, identityId);
        const { issuer, subject, audiences } = trust;
        const { federatedIdentityCredentials } = msiClient(connection, subscription.subscriptionId);
        const answer = await sdkAnswer(subscription.tenant.tenantId, (options) =>
          federatedIdentityCredentials.createOrUpdate(
            identity.resourceGroup,
            identity.name,
            name,
            { issuer, subject, audiences: [...audiences] },
            { ...options, abortSignal: signal },
          ),
        );
        const created = readCredential(answer.body);
        if (created === undefined) {
          throw badAnswer("the answer is not a federated credential");
        }
        return created;
      });
    },
    delete: (subscription, { id: credentialId }, signal) =>
      guardedWrite(connections, subscription, signal, async (connection) => {
        const { identity, name } = credentialTarget(subscription, credentialId);
        const { federatedIdentityCredentials } = msiClient(connection, subscription.subscriptionId);
        await sdkAnswer(subscription.tenant.tenantId, (options) =>
          federatedIdentityCredentials.delete(identity.resourceGroup, identity.name, name, {
            ...options,
            abortSignal: signal,
          }),
        );
      }),
  };
}

function credentialsPath(subscription: Subscription, identity: IdentityTarget): string {
  return `${identityPath(subscription, identity)}/federatedIdentityCredentials`;
}

function credentialTarget(
  { subscriptionId }: Subscription,
  credentialId: string,
): { readonly identity: IdentityTarget; readonly name: string } {
  const parsed = parseResourceId(credentialId);
  const [identityName, name] = parsed?.names ?? [];
  const isOne = parsed !== undefined && resourceType(parsed).toLowerCase() === TYPE;
  if (!isOne || identityName === undefined || name === undefined) {
    throw new AzureError({ reason: "invalid", target: "credentialId" });
  }
  if (parsed.subscriptionId.toLowerCase() !== subscriptionId.toLowerCase()) {
    throw new AzureError({ reason: "invalid", target: "subscriptionId" });
  }
  return { identity: { resourceGroup: parsed.resourceGroup, name: identityName }, name };
}

/** The name is the id's: a request is made from the id, so that what is shown and what is removed cannot differ. */
function readCredential(item: unknown): FederatedCredential | undefined {
  const id = isWire(item) ? textMember(item, "id") : undefined;
  const parsed = id === undefined ? undefined : parseResourceId(id);
  if (!isWire(item) || parsed === undefined || resourceType(parsed).toLowerCase() !== TYPE) {
    return undefined;
  }
  const properties = objectMember(item, "properties");
  const audiences = member(properties, "audiences");
  return {
    id: parsed.text,
    name: parsed.names.at(-1) ?? parsed.text,
    issuer: textMember(properties, "issuer") ?? "",
    subject: textMember(properties, "subject") ?? "",
    audiences: Array.isArray(audiences) ? audiences.filter((each): each is string => typeof each === "string") : [],
  };
}
