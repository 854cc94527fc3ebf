import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Finding, type Source, verdictOf } from "../../../../src/features/safeToDelete/findings";
import { gatherFindings } from "../../../../src/features/safeToDelete/gatherFindings";
import { surveySubscription } from "../../../../src/features/safeToDelete/survey";
import { signInFinding } from "../../../../src/features/safeToDelete/sourceFindings";
import { verdictCsv, verdictJson, verdictText } from "../../../../src/features/safeToDelete/verdictReport";
import { findIdentityTarget } from "../../../../src/ui/steps/identityTargets";
import { identities, idsOf } from "../../../emulator/src/estate/identitySeeds";
import { subscriptions } from "../../../emulator/src/estate/places";
import { AzureError } from "../../../../src/azure/azureError";
import { emulatedAzure, never } from "../../azure/emulated";
import { emulatedServices } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
beforeEach(() => {
  user.reset();
  emulated().emulator.control.setGraphAllowed(true);
});

async function findingsOf(id: string): Promise<readonly Finding[]> {
  const services = emulatedServices(emulated());
  await services.inventory.load();
  const target = findIdentityTarget(services, id);
  if (target === undefined) {
    throw new Error(`${id} is not listed`);
  }
  return await gatherFindings(services, target, never(), () => undefined);
}

function of(findings: readonly Finding[], source: Source): Finding | undefined {
  return findings.find((finding) => finding.source === source);
}

const refused = { error: { code: "AuthorizationFailed", message: "no" } };
const lonely =
  `/subscriptions/${subscriptions.production}/resourcegroups/rg-apps-prod` +
  "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lonely";

/** An identity that nothing uses, and that can do nothing. */
function addLonely(): void {
  emulated().emulator.control.put(lonely, {
    location: "westeurope",
    properties: idsOf(lonely),
  });
}

describe("the evidence about one identity", () => {
  it("names the web app that alone uses it", async () => {
    const findings = await findingsOf(identities.storefront);
    expect(of(findings, "machines")?.found).toEqual([]);
    expect(of(findings, "services")?.found).toContain("app-storefront (App Service or function app)");
    expect(verdictOf(findings, Date.now())).toBe("inUse");
  });

  it("comes from every source, and names groups and permissions of APIs", async () => {
    const findings = await findingsOf(identities.secrets);
    expect(findings.map(({ source }) => source)).toEqual([
      "machines",
      "services",
      "unseen",
      "federatedCredentials",
      "roleAssignments",
      "groups",
      "appRoles",
    ]);
    expect(of(findings, "groups")?.found).toEqual(["sg-keyvault-users"]);
    expect(of(findings, "appRoles")?.found).toEqual(["User.Read.All (Microsoft Graph)"]);
    expect(of(findings, "roleAssignments")?.found).toEqual([
      expect.stringContaining("Key Vault Secrets User on resource group rg-shared"),
    ]);
  });

  it("finds no use where every source says so, and never from fewer sources", async () => {
    addLonely();
    expect(verdictOf(await findingsOf(lonely), Date.now())).toBe("noUseFound");
    const { control } = emulated().emulator;
    for (const path of [
      /Microsoft\.ResourceGraph/,
      /listAssociatedResources/,
      /federatedIdentityCredentials/,
      /roleAssignments/,
      /memberOf/,
      /appRoleAssignments/,
      /virtualMachineScaleSets\?/,
    ]) {
      control.inject({ path, status: 403, body: refused, times: 100 });
      const findings = await findingsOf(lonely);
      expect([String(path), verdictOf(findings, Date.now())]).toEqual([String(path), "unknown"]);
      expect(findings.some(({ gaps }) => gaps.length > 0)).toBe(true);
      control.clearInjections();
    }
    control.remove(lonely);
  });

  it("is not whole where the service names only some of the resources that use it", async () => {
    addLonely();
    const { control } = emulated().emulator;
    control.inject({ path: /listAssociatedResources/, status: 200, body: { totalCount: 5, value: [] } });
    const findings = await findingsOf(lonely);
    expect(of(findings, "unseen")?.gaps).toEqual(["Azure named only some of the resources that use it."]);
    expect(verdictOf(findings, Date.now())).toBe("unknown");
    control.remove(lonely);
  });

  it("takes the last sign-in in where it was asked for, refused or not", () => {
    expect(signInFinding({ kind: "read", value: 1 })).toMatchObject({ at: 1, gaps: [] });
    expect(signInFinding({ kind: "read", value: undefined }).gaps).toHaveLength(1);
    const error = new AzureError({ reason: "directoryForbidden" });
    expect(signInFinding({ kind: "failed", error })).toMatchObject({ state: "notChecked", found: [] });
  });
});

describe("the evidence about all identities of a subscription", () => {
  async function survey(isCopyAllowed: boolean) {
    const services = emulatedServices(emulated());
    await services.inventory.load();
    const key = services.inventory.ownerOf(subscriptions.production)?.key ?? "";
    return await surveySubscription(services, { key }, isCopyAllowed, never(), () => undefined);
  }

  it("leads to the same verdicts as about each of them alone, by the copy and by the lists", async () => {
    const surveyed = await survey(true);
    expect(surveyed.length).toBeGreaterThan(4);
    for (const { identity, findings } of surveyed) {
      const alone = verdictOf(await findingsOf(identity.id), Date.now());
      expect([identity.name, verdictOf(findings, Date.now())]).toEqual([identity.name, alone]);
    }
    const verdicts = (all: typeof surveyed) => all.map(({ findings }) => verdictOf(findings, Date.now()));
    expect(verdicts(await survey(false))).toEqual(verdicts(surveyed));
  });

  it("asks for all role assignments at once, and about those in use no further", async () => {
    emulated().emulator.control.clearRequests();
    const surveyed = await survey(true);
    const inUse = surveyed.filter(({ findings }) => verdictOf(findings, Date.now()) === "inUse");
    const asked = (path: RegExp): number =>
      emulated()
        .emulator.control.requests()
        .filter((request) => path.test(request.path)).length;
    expect(asked(/roleAssignments$/)).toBe(0);
    expect(asked(/listAssociatedResources$/)).toBe(surveyed.length - inUse.length);
    expect(inUse.length).toBeGreaterThan(0);
  });

  it("can be saved and read as text, with what was not checked", async () => {
    addLonely();
    emulated().emulator.control.setGraphAllowed(false);
    const surveyed = (await survey(true)).map((each, index) =>
      index === 0 ? { ...each, identity: { ...each.identity, name: "=cmd()" } } : each,
    );
    const report = { title: "Identities", at: Date.parse("2026-11-29T12:00:00Z"), surveyed };
    const csv = verdictCsv(report);
    expect(csv.trim().split("\r\n").length).toBeGreaterThan(surveyed.length * 6);
    expect(csv).toContain(`"'=cmd()"`);
    const json: unknown = JSON.parse(verdictJson(report));
    expect(json).toMatchObject({ checkedAt: "2026-11-29T12:00:00.000Z" });
    expect(verdictText(report)).toContain("Microsoft Entra ID doesn't allow this.");
    expect(verdictText(report)).toContain(identities.storefront);
    emulated().emulator.control.remove(lonely);
  });
});
