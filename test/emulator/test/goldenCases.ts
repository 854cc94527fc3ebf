import { objectAt, textAt, type JsonObject } from "../src/json";
import { identities, idsOf } from "../src/estate/identitySeeds";
import { tenants } from "../src/estate/places";
import { patchCases } from "./patchCases";
import { recordedList } from "./recordings";

/** One PATCH of an identity, its placeholders replaced by ids of the sample estate. */
export interface GoldenCase {
  readonly name: string;
  readonly kind: "virtualMachines" | "virtualMachineScaleSets";
  readonly apiVersion: string;
  readonly before: JsonObject | undefined;
  readonly patch: JsonObject;
  readonly immediate: JsonObject | undefined;
  readonly immediateProvisioningState: string;
  readonly after: JsonObject | undefined;
  /** On a machine that had carried these identities before and lost them a moment ago. */
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

function goldenCase(source: string, recorded: JsonObject, index: number): GoldenCase {
  const filled = JSON.parse(fill(JSON.stringify(recorded))) as JsonObject;
  const kind = textAt(filled, "kind") === "virtualMachines" ? "virtualMachines" : "virtualMachineScaleSets";
  const apiVersion = textAt(filled, "apiVersion") ?? "";
  const examples = JSON.stringify(recorded["examples"] ?? []);
  return {
    name: `${source} ${index + 1}: ${kind} ${apiVersion} ${JSON.stringify(recorded["patchIdentity"])} on ${JSON.stringify(recorded["before"])}`,
    kind,
    apiVersion,
    before: objectAt(filled, "before"),
    patch: objectAt(filled, "patchIdentity") ?? {},
    immediate: objectAt(filled, "immediate"),
    immediateProvisioningState: textAt(filled, "immediateProvisioningState") ?? "",
    after: objectAt(filled, "after"),
    carriedBefore:
      recorded["carriedBefore"] === true ||
      (recorded["before"] === null && examples.includes("VirtualMachine.EMSILMSIOperations.CanCreateWithEMSI")),
  };
}

/** The recorded cases; `undefined` where the recordings are not at hand. */
export const recordedCases = recordedList("golden-identity-patch-cases.json")?.map((recorded, index) =>
  goldenCase("recorded", recorded, index),
);

/** The project's own cases, and the recorded ones where they are at hand. */
export const goldenCases: readonly GoldenCase[] = [
  ...patchCases.map((own, index) => goldenCase("own", { ...own }, index)),
  ...(recordedCases ?? []),
];

function fill(text: string): string {
  return text.replace(/<(?:uai-\d(?:-\w+)?|sa-principal|tenant)>/g, (name) => placeholders[name] ?? name);
}
