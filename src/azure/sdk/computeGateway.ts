import { ComputeManagementClient, type VirtualMachineIdentity } from "@azure/arm-compute";
import { computeResourceKindOfId } from "../../identity/computeResource";
import type { IdentityPatch } from "../../identity/identityPatch";
import { parseResourceId, sameResourceId } from "../../identity/resourceId";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import type { ComputeResource } from "../computeResource";
import type { ComputeGateway, ComputeSnapshot, WriteOptions } from "../gateways";
import { readComputeResource } from "../readResource";
import { isWire, textMember } from "../../identity/wire";
import type { Answer } from "./answer";
import { type ArmConnection, httpClient } from "./armConnection";
import type { ArmConnections } from "./armConnections";
import { followOperation } from "./followOperation";
import { sdkAnswer } from "./sdkAnswer";
import { badAnswer, toAzureError } from "./toAzureError";

/** Reads and writes identities by @azure/arm-compute. */
export function createComputeGateway(connections: ArmConnections): ComputeGateway {
  return {
    read: async (subscription, resourceId, signal) => {
      try {
        return await read(connections.to(subscription.tenant), target(subscription, resourceId), signal);
      } catch (error) {
        throw toAzureError(error, { tenantId: subscription.tenant.tenantId, signal });
      }
    },
    patchIdentity: async (subscription, resourceId, patch, options) => {
      const { signal } = options;
      if (signal.aborted) {
        throw new AzureError({ reason: "cancelled", sent: false });
      }
      try {
        const connection = connections.to(subscription.tenant);
        const resource = target(subscription, resourceId);
        const accepted = await send(connection, resource, patch, options);
        try {
          await followOperation(connection, accepted, options);
          return await read(connection, resource, signal);
        } catch (error) {
          throw unsettled(error);
        }
      } catch (error) {
        const known = toAzureError(error, { tenantId: subscription.tenant.tenantId, signal });
        throw AzureError.is(known, "cancelled")
          ? new AzureError({ reason: "cancelled", sent: true }, undefined, error)
          : known;
      }
    },
  };
}

/**
 * A poll or a read that is refused after the write was accepted says nothing of the write. It must not read as a refusal of it: the
 * write would be sent again.
 */
function unsettled(error: unknown): unknown {
  const isRefusedRead = AzureError.is(error, "throttled") || AzureError.is(error, "serverError");
  return isRefusedRead ? new AzureError({ reason: "network" }, error.answer, error) : error;
}

/** The resource that a request is for, taken apart. */
interface Target {
  readonly kind: ComputeResource["kind"];
  readonly id: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

function target({ subscriptionId, tenant }: Subscription, id: string): Target {
  const kind = computeResourceKindOfId(id);
  const parsed = parseResourceId(id);
  const name = parsed?.names[0];
  if (kind === undefined || parsed === undefined || name === undefined) {
    throw new AzureError({ reason: "invalid", target: "resourceId" });
  }
  if (parsed.subscriptionId.toLowerCase() !== subscriptionId.toLowerCase()) {
    throw new AzureError({ reason: "invalid", target: "subscriptionId" });
  }
  return { kind, id, tenantId: tenant.tenantId, subscriptionId, resourceGroup: parsed.resourceGroup, name };
}

function operations(connection: ArmConnection, { kind, subscriptionId }: Target) {
  const { credential, pipeline, cloud } = connection;
  // The pipeline holds the credential with the cloud's scope; the client's own default would be the public cloud's (anchors 0.1).
  const client = new ComputeManagementClient(credential, subscriptionId, {
    endpoint: cloud.resourceManagerEndpoint,
    pipeline,
    httpClient,
  });
  return kind === "virtualMachine" ? client.virtualMachines : client.virtualMachineScaleSets;
}

async function read(connection: ArmConnection, resource: Target, abortSignal: AbortSignal): Promise<ComputeSnapshot> {
  const { tenantId, resourceGroup, name } = resource;
  const answer = await sdkAnswer(tenantId, (options) =>
    operations(connection, resource).get(resourceGroup, name, { ...options, abortSignal }),
  );
  const found = readComputeResource(answer.body);
  if (found === undefined || !sameResourceId(found.id, resource.id)) {
    throw badAnswer("the answer is not the resource that was asked for");
  }
  return { resource: found, etag: readEtag(answer) };
}

function readEtag({ body, headers }: Answer): string | undefined {
  return (isWire(body) ? textMember(body, "etag") : undefined) ?? headers.get("etag");
}

async function send(
  connection: ArmConnection,
  resource: Target,
  patch: IdentityPatch,
  { ifMatch, signal, onProgress }: WriteOptions,
): Promise<Answer> {
  const { tenantId, resourceGroup, name } = resource;
  // The only cast for `null`: a member that is null removes an identity, and the SDK sends it so, but its types leave it out
  // (anchors.md section 0.1).
  const body = { identity: patch as VirtualMachineIdentity };
  const answer = await sdkAnswer(tenantId, (options) =>
    operations(connection, resource)
      .update(resourceGroup, name, body, {
        ...options,
        abortSignal: signal,
        ...(ifMatch === undefined ? {} : { ifMatch }),
      })
      .submitted(),
  );
  onProgress({ kind: "accepted" });
  return answer;
}
