import { objectAt, textAt, type JsonObject } from "../src/json";
import { identities, idsOf } from "../src/estate/identitySeeds";
import { tenants } from "../src/estate/places";
import { recordedList } from "./recordings";

/** One recorded PATCH of an identity, its placeholders replaced by ids of the sample estate. */
export interface GoldenCase {
  readonly name: string;
  readonly kind: "virtualMachines" | "virtualMachineScaleSets";
  readonly apiVersion: string;
  readonly before: JsonObject | undefined;
  readonly patch: JsonObject;
  readonly immediate: JsonObject | undefined;
  readonly immediateProvisioningState: string;
  readonly after: JsonObject | undefined;
  /** Recorded on a machine that had carried these identities before and lost them a moment ago. */
  readonly carriedBefore: boolean;
}

export const goldenPrincipal = "b8c0b456-da0a-48ad-be84-5cc0a2119849";
export const goldenIdentities = [identities.webApi, identities.sqlBackup] as const;

const placeholders: Readonly<Record<string, string>> = {
  "<sa-principal>": goldenPrincipal,
  "<tenant>": tenants.contoso,
  ...Object.fromEntries(
    goldenIdentities.flatMap((id, index) => [
      [`<uai-${index + 1}>`, id],
      [`<uai-${index + 1}-principalId>`, idsOf(id).principalId],
      [`<uai-${index + 1}-clientId>`, idsOf(id).clientId],
    ]),
  ),
};

/** All golden cases; `undefined` where the recordings are not at hand. */
export function goldenCases(): readonly GoldenCase[] | undefined {
  return recordedList("golden-identity-patch-cases.json")?.map((recorded, index) => {
    const filled = JSON.parse(fill(JSON.stringify(recorded))) as JsonObject;
    const kind = textAt(filled, "kind") === "virtualMachines" ? "virtualMachines" : "virtualMachineScaleSets";
    const apiVersion = textAt(filled, "apiVersion") ?? "";
    const examples = JSON.stringify(recorded["examples"]);
    return {
      name: `${index + 1}: ${kind} ${apiVersion} ${JSON.stringify(recorded["patchIdentity"])} on ${JSON.stringify(recorded["before"])}`,
      kind,
      apiVersion,
      before: objectAt(filled, "before"),
      patch: objectAt(filled, "patchIdentity") ?? {},
      immediate: objectAt(filled, "immediate"),
      immediateProvisioningState: textAt(filled, "immediateProvisioningState") ?? "",
      after: objectAt(filled, "after"),
      carriedBefore:
        recorded["before"] === null && examples.includes("VirtualMachine.EMSILMSIOperations.CanCreateWithEMSI"),
    };
  });
}

function fill(text: string): string {
  return text.replace(/<(?:uai-\d(?:-\w+)?|sa-principal|tenant)>/g, (name) => placeholders[name] ?? name);
}
