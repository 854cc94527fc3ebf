import { parseId } from "../resourceId";
import { textAt, valueAt, type JsonObject } from "../json";
import { type StoredResource } from "../store";

const time = "2026-01-12T04:06:07.3525011+00:00";

/** What `$expand=instanceView` adds: a running machine with its agent. */
export function instanceView(stored: StoredResource): JsonObject {
  const osType = valueAt(stored.body, "properties", "storageProfile", "osDisk", "osType");
  const state = textAt(stored.body["properties"], "provisioningState") ?? "Succeeded";
  return {
    computerName: parseId(stored.id)?.name,
    osName: osType === "Windows" ? "Windows Server 2022 Datacenter" : "ubuntu",
    osVersion: osType === "Windows" ? "10.0.20348.2113" : "22.04",
    hyperVGeneration: "V2",
    statuses: [
      {
        code: `ProvisioningState/${state.toLowerCase()}`,
        level: "Info",
        displayStatus: `Provisioning ${state.toLowerCase()}`,
        time,
      },
      { code: "PowerState/running", level: "Info", displayStatus: "VM running" },
    ],
  };
}
