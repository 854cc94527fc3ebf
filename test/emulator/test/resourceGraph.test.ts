import { beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines } from "../src/estate/contosoMachines";
import { subscriptions } from "../src/estate/places";
import { valueAt } from "../src/json";
import { openApiAvailable, openApiValidator } from "./openApi";
import { testClient, type Received, type TestClient } from "./testClient";

const target = "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01";
let emulator: Emulator;
let client: TestClient;
beforeEach(async () => {
  emulator = await startEmulator();
  client = await testClient(emulator);
  return () => emulator.close();
});

function query(text: string, options: object = {}): Promise<Received> {
  return client.send("POST", target, { body: { subscriptions: [subscriptions.production], query: text, options } });
}

describe("Azure Resource Graph", () => {
  it("answers with the rows that fulfil the conditions, in any casing, and only what is projected", async () => {
    const { body } = await query(
      "Resources\n| where type =~ 'Microsoft.Compute/VIRTUALMACHINES/extensions'\n" +
        "| where properties.type in~ ('other', 'managedidentityextensionforlinux') | project id, properties.publisher",
    );
    expect(body).toMatchObject({ totalRecords: 1, count: 1, resultTruncated: "false" });
    expect(valueAt(body, "data")).toEqual([
      {
        id: `${machines.legacy}/extensions/ManagedIdentityExtensionForLinux`,
        properties_publisher: "Microsoft.ManagedIdentity",
      },
    ]);
  });

  it("gives the next page for its token", async () => {
    const text = "Resources | where type =~ 'microsoft.compute/virtualmachines' | project id";
    const all = valueAt((await query(text)).body, "data") as readonly unknown[];
    const first = (await query(text, { $top: 2 })).body;
    const second = (await query(text, { $top: 2, $skipToken: valueAt(first, "$skipToken") })).body;
    expect([valueAt(first, "data"), valueAt(second, "data")]).toEqual([all.slice(0, 2), all.slice(2, 4)]);
  });

  it("refuses what it does not serve, and what the service does not know", async () => {
    for (const text of [
      "",
      "Other",
      "Resources | summarize count()",
      "Resources | where name matches regex 'x'",
      "Resources | where nosuchcolumn =~ 'x'",
      "Resources | where noSuchFunction(name)",
      "Resources | where isempty()",
      "Resources | Where name =~ 'x'",
      "Resources | where name =~ 'x",
      "Resources | where (name =~ 'x'",
      "Resources | project name =",
      "Resources where name =~ 'x'",
    ]) {
      expect([text, (await query(text)).status]).toEqual([text, 400]);
    }
  });

  it.each([
    ["name =~ 'VM-LEGACY-01'", true],
    ["name == 'VM-LEGACY-01'", false],
    ["name !~ 'vm-legacy-01'", false],
    ["name contains 'legacy' and name has 'legacy'", true],
    ["name contains 'egac' and not(name has 'egac')", true],
    ["name startswith 'vm-' and name endswith '-01'", true],
    ["name in ('a', 'vm-legacy-01')", true],
    ["name !in~ ('a', 'VM-LEGACY-01')", false],
    ["isempty(properties.nosuch) and isnotempty(properties['provisioningState'])", true],
    ["isnull(properties.nosuch[0]) and isnotnull(tostring(properties.nosuch))", true],
    ["name =~ 'a' or name =~ 'vm-legacy-01' and name =~ 'b'", false],
    ["(name =~ 'vm-legacy-01' or name =~ 'a') and tolower('X') == 'x'", true],
    ["iff(name =~ 'a', false, true)", true],
    ["tostring(properties) contains @'\"provisioningState\"' // a remark", true],
  ])("evaluates %s", async (condition, isTrue) => {
    const text = `Resources | where id =~ '${machines.legacy}' | where ${condition}`;
    const { status, body } = await query(text);
    expect([status, valueAt(body, "count")]).toEqual([200, isTrue ? 1 : 0]);
  });

  it("computes columns, sorts and limits", async () => {
    const text =
      "resources | where type =~ 'microsoft.compute/virtualmachines' | extend short = tolower(name) " +
      "| project id, short, state = properties.provisioningState | order by short desc | limit 2";
    const rows = valueAt((await query(text)).body, "data") as readonly { readonly short: string }[];
    expect(rows).toHaveLength(2);
    expect(rows.map(({ short }) => short)).toEqual(
      rows
        .map(({ short }) => short)
        .toSorted()
        .toReversed(),
    );
    expect(Object.keys(rows[0] ?? {})).toEqual(["id", "short", "state"]);
  });

  it("cuts off what cannot be read page by page, and says so", async () => {
    const { body } = await query("resources | project name", { $top: 2 });
    expect(body).toMatchObject({ count: 2, resultTruncated: "true" });
    expect(valueAt(body, "$skipToken")).toBeUndefined();
    expect((await query("resources | project id", { $skipToken: "nonsense" })).status).toBe(400);
  });

  it("keeps role assignments and policy assignments in tables of their own", async () => {
    const count = async (table: string, type: string): Promise<unknown> =>
      valueAt((await ask(`${table} | where type =~ '${type}' | project id`)).body, "count");
    const ask = (text: string): Promise<Received> => client.send("POST", target, { body: { query: text } });
    expect(await count("authorizationresources", "microsoft.authorization/roleassignments")).not.toBe(0);
    expect(await count("policyresources", "microsoft.authorization/policyassignments")).not.toBe(0);
    expect(await count("resourcecontainers", "microsoft.resources/resourcegroups")).not.toBe(0);
    expect(await count("resources", "microsoft.authorization/roleassignments")).toBe(0);
  });

  it("includes role assignments above a subscription only where that is asked for", async () => {
    const scope = "/providers/Microsoft.Management/managementGroups/mg-contoso";
    const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/4b2f7a6e-1111-4222-8333-444455556666`;
    const properties = { principalId: "p", principalType: "ServicePrincipal", scope, roleDefinitionId: "r" };
    emulator.control.put(id, { type: "Microsoft.Authorization/roleAssignments", properties });
    const text = `authorizationresources | where id =~ '${id}' | project id`;
    const count = async (options: object): Promise<unknown> => valueAt((await query(text, options)).body, "count");
    expect(await count({})).toBe(0);
    expect(await count({ authorizationScopeFilter: "AtScopeAboveAndBelow" })).toBe(1);
    expect((await query(text, { authorizationScopeFilter: "AtScopeExact" })).status).toBe(400);
  });

  it("tells what changed of a resource, when, and by whom, as the activity log does", async () => {
    emulator.control.patchAsThirdParty(machines.legacy, { identity: { type: "None" } });
    const text =
      `resourcechanges | where properties.targetResourceId =~ '${machines.legacy}' ` +
      "| project id, by = properties.changeAttributes.changedBy, changes = properties.changes";
    const [row] = valueAt((await query(text)).body, "data") as readonly { readonly by: string }[];
    expect(row).toMatchObject({
      by: "deploy@contoso.example",
      changes: { "identity.type": { newValue: null, propertyChangeType: "Remove" } },
    });
    expect(valueAt((await query(text.replace("vm-legacy-01", "vm-other"))).body, "count")).toBe(0);
    const filter = `eventTimestamp ge '2020-01-01T00:00:00Z' and resourceUri eq '${machines.legacy}'`;
    const log = (given: string): Promise<Received> =>
      client.send(
        "GET",
        `/subscriptions/${subscriptions.production}/providers/Microsoft.Insights/eventtypes/management/values` +
          `?api-version=2015-04-01&$filter=${encodeURIComponent(given)}`,
      );
    expect(valueAt((await log(filter)).body, "value")).toMatchObject([
      { caller: "deploy@contoso.example", operationName: { value: "Microsoft.Compute/virtualMachines/write" } },
    ]);
    expect((await log("resourceUri eq 'x'")).status).toBe(400);
  });

  it("asks over the whole tenant where no subscription is named", async () => {
    const text = "resources | where type =~ 'microsoft.compute/virtualmachines' | project id";
    const some = valueAt((await query(text)).body, "totalRecords");
    const all = valueAt((await client.send("POST", target, { body: { query: text } })).body, "totalRecords");
    expect(Number(all)).toBeGreaterThan(Number(some));
  });

  it("lags behind what is stored, where that is set", async () => {
    const text = `resources | where id =~ '${machines.legacy}' | project id, tags`;
    const rowTags = async (): Promise<unknown> => {
      const [row] = valueAt((await query(text)).body, "data") as readonly { readonly tags: unknown }[];
      return row?.tags;
    };
    emulator.control.setResourceGraphDelay(60_000);
    emulator.control.patchAsThirdParty(machines.legacy, { tags: { seen: "later" } });
    expect(await rowTags()).not.toEqual({ seen: "later" });
    emulator.control.setResourceGraphDelay(0);
    expect(await rowTags()).toMatchObject({ seen: "later" });
  });

  it("counts queries against a quota, and refuses what goes beyond it where that is set", async () => {
    emulator.control.setThrottling(true);
    const answers: Received[] = [];
    for (let index = 0; index < 16; index++) {
      answers.push(await query("resources | project id | limit 1"));
    }
    expect(answers[0]?.headers).toMatchObject({
      "x-ms-user-quota-remaining": "14",
      "x-ms-user-quota-resets-after": "00:00:05",
    });
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers["retry-after"])).toBeGreaterThan(0);
  });

  it.runIf(openApiAvailable)("keeps to the description", async () => {
    const text = "Resources | project id, name";
    const body = { subscriptions: [subscriptions.production], query: text, options: { $top: 3 } };
    const validate = await openApiValidator();
    const received = await client.send("POST", target, { body });
    expect(await validate({ method: "POST", target, body, received })).toEqual([]);
  });
});

describe("the resources associated with an identity", () => {
  it("are told whatever the caller may read", async () => {
    const { body } = await client.send(
      "GET",
      `/subscriptions/${subscriptions.production}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2024-11-30`,
    );
    const ids = (valueAt(body, "value") as readonly { readonly id: string }[]).map(({ id }) => id);
    const web = `/subscriptions/${subscriptions.production}/resourceGroups/rg-web-prod/providers/Microsoft.Web/sites/app-only`;
    emulator.control.put(web, {
      location: "westeurope",
      identity: { type: "UserAssigned", userAssignedIdentities: { [ids[0] ?? ""]: {} } },
    });
    const grants = [{ scope: ids[0] ?? "", roleName: "Contributor" }];
    emulator.control.setRoles(grants);
    const { status, body: found } = await client.send(
      "POST",
      `${ids[0] ?? ""}/listAssociatedResources?api-version=2022-01-31-preview`,
      { body: {} },
    );
    expect(status).toBe(200);
    expect(valueAt(found, "value")).toContainEqual(
      expect.objectContaining({ id: web, name: "app-only", type: "microsoft.web/sites" }),
    );
  });
});
