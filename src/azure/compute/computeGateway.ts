import type { VirtualMachineIdentity } from "@azure/arm-compute";
import type { IdentityPatch } from "../../identity/identityPatch";
import { sameResourceId } from "../../identity/resourceId";
import { AzureError } from "../azureError";
import type { ComputeGateway, ComputeSnapshot, WriteOptions } from "./compute";
import { readComputeResource } from "./readResource";
import { fateUnknown, isOfOperation } from "../unsettled";
import { isWire, textMember } from "../../identity/wire";
import type { Answer } from "../http/answer";
import type { ArmConnection } from "../http/armConnection";
import type { ArmConnections } from "../http/armConnections";
import { computeClient } from "./computeClient";
import { aboutCarried } from "./carriedIdentities";
import { computeTarget, type ComputeTarget } from "./computeTarget";
import { followOperation, operationOf } from "../http/followOperation";
import { sdkAnswer } from "../http/sdkAnswer";
import { badAnswer, toAzureError } from "../http/toAzureError";

/** Reads and writes identities by @azure/arm-compute. */
export function createComputeGateway(connections: ArmConnections): ComputeGateway {
  return {
    read: async (subscription, resourceId, signal) => {
      try {
        return await read(connections.to(subscription.tenant), computeTarget(subscription, resourceId), signal);
      } catch (error) {
        throw toAzureError(error, { tenantId: subscription.tenant.tenantId, signal });
      }
    },
    patchIdentity: async (subscription, resourceId, patch, options) => {
      const { signal } = options;
      if (signal.aborted) {
        throw new AzureError({ reason: "cancelled", sent: false });
      }
      const context = { tenantId: subscription.tenant.tenantId, signal };
      try {
        const connection = connections.to(subscription.tenant);
        const resource = computeTarget(subscription, resourceId);
        const accepted = await send(connection, resource, patch, options);
        try {
          const isNamed = operationOf(accepted) !== undefined;
          await followOperation(connection, accepted, options);
          return isNamed ? { kind: "succeeded" } : { kind: "notSeen", error: undefined };
        } catch (error) {
          const known = toAzureError(error, context);
          return isOfOperation(known)
            ? { kind: "failed", error: known }
            : { kind: "notSeen", error: fateUnknown(known) };
        }
      } catch (error) {
        const known = aboutCarried(toAzureError(error, context), resourceId, patch);
        throw AzureError.is(known, "cancelled")
          ? new AzureError({ reason: "cancelled", sent: true }, undefined, error)
          : known;
      }
    },
  };
}

function operations(connection: ArmConnection, { kind, subscriptionId }: ComputeTarget) {
  const client = computeClient(connection, subscriptionId);
  return kind === "virtualMachine" ? client.virtualMachines : client.virtualMachineScaleSets;
}

async function read(
  connection: ArmConnection,
  resource: ComputeTarget,
  abortSignal: AbortSignal,
): Promise<ComputeSnapshot> {
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

function isAbout({ body }: Answer, resourceId: string): boolean {
  return isWire(body) && sameResourceId(textMember(body, "id") ?? "", resourceId);
}

async function send(
  connection: ArmConnection,
  resource: ComputeTarget,
  patch: IdentityPatch,
  { ifMatch, signal, onProgress }: WriteOptions,
): Promise<Answer> {
  const { tenantId, resourceGroup, name } = resource;
  // The only cast for `null`: a member that is null removes an identity, and the SDK sends it so, but its types leave it out
  // (docs/azure-behaviour.md#sdk-versions).
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
  // Where no operation is named, it is the resource that says that the write was taken.
  if (operationOf(answer) === undefined && !isAbout(answer, resource.id)) {
    throw badAnswer("the answer to the write is neither the resource nor an operation");
  }
  onProgress({ kind: "accepted" });
  return answer;
}
