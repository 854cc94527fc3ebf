import { isWire, member, objectMember, textMember, type Wire } from "../../identity/wire";
import {
  type ModelState,
  MOST_INSTANCES,
  type ScaleSetInstance,
  type ScaleSetInstanceGateway,
} from "./scaleSetInstances";
import { apiVersions } from "../apiVersions";
import type { ArmConnections } from "../http/armConnections";
import { computeClient } from "./computeClient";
import { computePath, scaleSetTarget } from "./computeTarget";
import { followedWrite } from "../http/followedWrite";
import { guardedRead } from "../http/guarded";
import { listPages } from "../http/listPages";
import { sdkAnswer } from "../http/sdkAnswer";

/** Instances of Uniform scale sets: listed page by page, upgraded by @azure/arm-compute. */
export function createScaleSetInstanceGateway(connections: ArmConnections): ScaleSetInstanceGateway {
  return {
    list: (subscription, scaleSetId, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const root = computePath(scaleSetTarget(subscription, scaleSetId));
        const path = `${root}/virtualMachines?api-version=${apiVersions.compute}`;
        const instances: ScaleSetInstance[] = [];
        for await (const page of listPages(connection, path, signal)) {
          instances.push(...page.map(readInstance).filter((instance) => instance !== undefined));
          if (instances.length > MOST_INSTANCES) {
            return { instances: instances.slice(0, MOST_INSTANCES), isWhole: false };
          }
        }
        return { instances, isWhole: true };
      }),
    upgrade: (subscription, scaleSetId, instanceIds, options) =>
      followedWrite(connections, subscription, options, (connection) => {
        const { tenantId, subscriptionId, resourceGroup, name } = scaleSetTarget(subscription, scaleSetId);
        const { virtualMachineScaleSets } = computeClient(connection, subscriptionId);
        return sdkAnswer(tenantId, (sdkOptions) =>
          virtualMachineScaleSets
            .updateInstances(
              resourceGroup,
              name,
              { instanceIds: [...instanceIds] },
              { ...sdkOptions, abortSignal: options.signal },
            )
            .submitted(),
        );
      }),
  };
}

function readInstance(item: unknown): ScaleSetInstance | undefined {
  const instanceId = isWire(item) ? textMember(item, "instanceId") : undefined;
  if (!isWire(item) || instanceId === undefined) {
    return undefined;
  }
  const properties = objectMember(item, "properties");
  return {
    instanceId,
    name: textMember(item, "name") ?? instanceId,
    model: readModelState(properties),
    provisioningState: textMember(properties, "provisioningState"),
  };
}

function readModelState(properties: Wire): ModelState {
  const applied = member(properties, "latestModelApplied");
  return typeof applied === "boolean" ? (applied ? "latest" : "behind") : "unknown";
}
