import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RoleDefinition } from "../../../../src/azure/access/roleAssignments";
import { privilegedRoles } from "../../../../src/azure/access/privilegedRoles";
import { reachChoices } from "../../../../src/features/reach/showReach";
import { reachCsv, reachFormats, reachJson, reachText } from "../../../../src/features/reach/reachWords";
import { type ReachQuestion, type ReachReport, searchReach } from "../../../../src/features/reach/searchReach";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { entraGroups } from "../../../emulator/src/estate/entraGroups";
import { groupId, groups } from "../../../emulator/src/estate/groupSeeds";
import { identities, idsOf, systemPrincipal } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { emulatedAzure, failureOf, never } from "../../azure/emulated";
import { emulatedServices } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
beforeEach(() => {
  user.reset();
  emulated().emulator.control.setGraphAllowed(true);
});

const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

function grant(principalId: string, scope: string, role: string, more: object = {}): string {
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${principalId}`;
  emulated().emulator.control.put(id, {
    type: "Microsoft.Authorization/roleAssignments",
    properties: {
      scope,
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      ...more,
    },
  });
  return id;
}

async function reach(given: Partial<ReachQuestion> = {}, signal = never()): Promise<ReachReport> {
  const services = emulatedServices(emulated());
  await services.inventory.load();
  const question = { roles: undefined, subscriptionKey: undefined, isCopyAllowed: true, ...given };
  return await searchReach(services, question, signal, () => undefined);
}

const shown = (report: ReachReport): readonly string[] =>
  reachChoices(report, []).map(({ label, description = "" }) => `${label} | ${description}`);

describe("which resources can act in privileged roles", () => {
  it("is told of a system-assigned identity, with role and scope", async () => {
    const report = await reach();
    const [found] = report.reaches.filter(({ resource }) => resource.id === machines.both);
    expect(found).toMatchObject({ identityId: undefined, principalId: systemPrincipal(machines.both) });
    expect(found?.assignment.scope).toBe(groupId(groups.data));
    expect(shown(report).some((line) => /^vm-etl-01 \| Contributor on resource group rg-data-prod/.test(line))).toBe(
      true,
    );
  });

  it("is told of every resource that carries a user-assigned identity, the gravest role first", async () => {
    const scope = `/subscriptions/${subscriptions.production}`;
    const id = grant(idsOf(identities.telemetry).principalId, scope, OWNER, { condition: "@Resource[x]" });
    const report = await reach();
    const owners = report.reaches.filter(({ roleKey }) => roleKey === OWNER);
    expect(owners).toHaveLength(10);
    expect(report.reaches.slice(0, 10)).toEqual(owners);
    expect(reachText("t", report, [])).toContain("id-telemetry, under a condition");
    emulated().emulator.control.remove(id);
  });

  it("is told through groups, and what could not be read of them is said", async () => {
    const id = grant(entraGroups.sqlReaders, `/subscriptions/${subscriptions.staging}`, OWNER, {
      principalType: "Group",
    });
    const report = await reach();
    const through = report.reaches.filter((each) => each.groupId === entraGroups.sqlReaders);
    expect(through.map(({ identityId }) => identityId?.toLowerCase())).toContain(identities.dataLake.toLowerCase());
    emulated().emulator.control.setGraphAllowed(false);
    const refused = await reach();
    expect(refused.reaches.some(({ groupId: group }) => group !== undefined)).toBe(false);
    expect(refused.gaps).toMatchObject([{ kind: "group", groupId: entraGroups.sqlReaders }]);
    expect(shown(refused).join("\n")).toContain(`Not checked: Members of group ${entraGroups.sqlReaders}`);
    emulated().emulator.control.remove(id);
  });

  it("is the same by one query and by the lists of each subscription", async () => {
    const ids = ({ reaches }: ReachReport) => reaches.map(({ resource, assignment }) => [resource.id, assignment.id]);
    emulated().emulator.control.clearRequests();
    const copied = await reach();
    const requests = emulated().emulator.control.requests();
    expect(requests.filter(({ path }) => /roleAssignments$/.test(path))).toEqual([]);
    expect([...copied.sources]).toEqual(["copy"]);
    const listed = await reach({ isCopyAllowed: false });
    expect([...listed.sources]).toEqual(["lists"]);
    expect(ids(listed)).toEqual(ids(copied));
    emulated().emulator.control.inject({
      path: /ResourceGraph/,
      status: 403,
      body: { error: { code: "X" } },
      times: 9,
    });
    expect(ids(await reach())).toEqual(ids(copied));
  });

  it("is asked for one role, and for one subscription", async () => {
    const report = await reach({ roles: [{ key: READER, name: "Reader" }] });
    expect(new Set(report.reaches.map(({ roleKey }) => roleKey))).toEqual(new Set([READER]));
    expect(report.reaches.length).toBeGreaterThan(0);
    const services = emulatedServices(emulated());
    await services.inventory.load();
    const subscriptionKey = services.inventory.ownerOf(subscriptions.staging)?.key;
    const ofOne = await reach({ roles: [{ key: READER, name: "Reader" }], subscriptionKey });
    expect(ofOne.reaches.every(({ subscription }) => subscription.subscriptionId === subscriptions.staging)).toBe(true);
    expect(ofOne.reaches.length).toBeLessThan(report.reaches.length);
  });

  it("takes an identity that was created again for what resources carry and for what it is now", async () => {
    const { control } = emulated().emulator;
    const earlier = idsOf(identities.batch).principalId;
    const old = grant(earlier, groupId(groups.batch), OWNER);
    control.recreateIdentity(identities.batch);
    const report = await reach();
    expect(report.reaches.some(({ principalId }) => principalId === earlier.toLowerCase())).toBe(true);
    control.remove(old);
  });

  it("is said not to be known of identities that nothing tells the principal of", async () => {
    const { control } = emulated().emulator;
    const path = /Microsoft\.ManagedIdentity\/userAssignedIdentities\?/;
    control.inject({ path, status: 403, body: { error: { code: "AuthorizationFailed", message: "no" } }, times: 99 });
    const { gaps } = await reach();
    control.clearInjections();
    const unknown = gaps.flatMap((gap) => (gap.kind === "principals" ? gap.identityIds : []));
    // The list of a Flexible set tells the ids of its identities alone.
    expect(unknown.length).toBeGreaterThan(0);
    expect((await reach()).gaps.filter(({ kind }) => kind === "principals")).toEqual([]);
  });

  it("can be saved as CSV, JSON and the query itself", async () => {
    const report = await reach();
    const [first] = report.reaches;
    if (first === undefined) {
      throw new Error("nothing was found");
    }
    const hostile = { ...report, reaches: [{ ...first, resource: { ...first.resource, name: "=cmd()" } }] };
    expect(reachCsv(hostile)).toContain(`"'=cmd()"`);
    expect(JSON.parse(reachJson(report))).toMatchObject({ sources: ["copy"], notChecked: [] });
    const kql =
      reachFormats(report)
        .find(({ label }) => label === "KQL")
        ?.text() ?? "";
    const asked = emulated()
      .emulator.control.requests()
      .flatMap(({ body }) => (typeof body === "object" && body !== null && "query" in body ? [body.query] : []));
    expect(asked).toContain(kql.trim());
  });

  it("ends where it is cancelled", async () => {
    const abort = new AbortController();
    abort.abort();
    expect((await failureOf(reach({}, abort.signal))).reason).toBe("cancelled");
  });
});

describe("privileged roles", () => {
  it("include the one that grants access under conditions, where it is listed as built in", () => {
    const listed = (kind: RoleDefinition["kind"]): RoleDefinition => ({
      id: "/x/00000000-0000-4000-8000-000000000001",
      name: "Role Based Access Control Administrator",
      description: "",
      kind,
    });
    expect(privilegedRoles([listed("builtIn")]).map(({ name }) => name)).toContain(listed("builtIn").name);
    expect(privilegedRoles([listed("custom")])).toHaveLength(3);
  });
});
