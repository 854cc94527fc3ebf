import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { groups } from "../src/estate/groupSeeds";
import { idsOf } from "../src/estate/identitySeeds";
import { computeId } from "../src/estate/machineSeeds";
import { goldenCases, goldenIdentities, goldenPrincipal, recordedCases, type GoldenCase } from "./goldenCases";
import { objectAt, present, textAt, valueAt, type JsonObject } from "../src/json";
import { readIdentity, storedForm } from "../src/storedIdentity";
import { testClient, type TestClient } from "./testClient";

let emulator: Emulator;
let client: TestClient;
beforeAll(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
});
afterAll(() => emulator.close());

/** Puts a resource into the state that is there before the PATCH. */
function seed(id: string, golden: GoldenCase): void {
  const stored = readIdentity(golden.before);
  const userAssigned = new Map([...stored.userAssigned.keys()].map((one) => [one, { ...idsOf(one) }]));
  emulator.control.remove(id);
  emulator.control.put(
    id,
    present([
      ["location", groups.web.location],
      ["identity", storedForm({ ...stored, userAssigned })],
      ["properties", { provisioningState: "Succeeded", orchestrationMode: "Uniform" }],
    ]),
  );
}

/** A principal that came into being in this run stands for the one of the case. */
function withGoldenPrincipal(
  identity: JsonObject | undefined,
  principalId: string | undefined,
): JsonObject | undefined {
  return identity === undefined || textAt(identity, "principalId") !== principalId || principalId === undefined
    ? identity
    : { ...identity, principalId: goldenPrincipal };
}

describe("PATCHes of an identity, over HTTP", () => {
  it.skipIf(recordedCases === undefined)("include all that were recorded (left out without ../shared/data)", () => {
    expect(recordedCases).toHaveLength(86);
  });

  it.each(goldenCases)("$name", async (golden) => {
    const id = computeId(groups.web, golden.kind, "golden");
    const url = `${id}?api-version=${golden.apiVersion}`;
    seed(id, golden);
    if (golden.carriedBefore) {
      const carried = Object.fromEntries(goldenIdentities.map((one) => [one, {}]));
      await client.send("PATCH", url, {
        body: { identity: { type: "UserAssigned", userAssignedIdentities: carried } },
      });
      await client.send("PATCH", url, { body: { identity: { type: "None" } } });
    }

    const answer = await client.send("PATCH", url, { body: { identity: golden.patch } });
    const immediate = objectAt(answer.body, "identity");
    const principalId = textAt(immediate, "principalId");

    expect(answer.status).toBe(200);
    expect(withGoldenPrincipal(immediate, principalId)).toEqual(golden.immediate);
    expect(valueAt(answer.body, "properties", "provisioningState")).toBe(golden.immediateProvisioningState);

    const read = await client.send("GET", url);
    expect(withGoldenPrincipal(objectAt(read.body, "identity"), principalId)).toEqual(golden.after);
    expect(valueAt(read.body, "properties", "provisioningState")).toBe("Succeeded");
    if (readIdentity(golden.before).systemAssigned !== undefined && principalId !== undefined) {
      expect(principalId).toBe(goldenPrincipal);
    }
  });
});
