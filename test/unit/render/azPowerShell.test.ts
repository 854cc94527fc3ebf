import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChange } from "../../../src/identity/identityChange";
import { type IdentityState, identityType, sameIdentities } from "../../../src/identity/identityState";
import { isBlocked } from "../../../src/identity/plan";
import type { PlannedChange } from "../../../src/render/operation";
import { render } from "../../../src/render/render";
import { anyChange, anyState, identityId, state } from "../identity/states";
import { codeLines, machine, options, planned, resourceId, subscription, uniform } from "./operations";
import { powerShellCommands } from "./shells/powerShellWords";

/** The lines between reading the resource and updating it that hold no data: what they do is modelled in `merged`. */
const MERGING = [
  "$present = @($resource.Identity.UserAssignedIdentities.Keys | Where-Object { $_ })",
  "$ids = @($present | Where-Object { $_ -notin $remove }) + @($assign | Where-Object { $_ -notin $present })",
  "$identity = @{ IdentityType = 'None' }",
  "if ($systemAssigned) { $identity.IdentityType = 'SystemAssigned' }",
  "if ($ids) { $identity.IdentityType = 'UserAssigned' }",
  "if ($ids -and $systemAssigned) { $identity.IdentityType = 'SystemAssignedUserAssigned' }",
];

function listOf(script: string, variable: string): string[] {
  const source = new RegExp(`^\\$${variable} = @\\(([^]*?)\\)$`, "m").exec(script)?.[1] ?? "";
  return powerShellCommands(source).flatMap((words) =>
    words.flatMap((word) => (word.kind === "text" ? [word.text] : [])),
  );
}

/** What a rendered script makes of a resource, by the documented meaning of its fixed lines and the data in the others. */
function merged(script: string, present: IdentityState): IdentityState {
  for (const line of MERGING) {
    expect(script.split("\n")).toContain(line);
  }
  const [assign, remove] = [listOf(script, "assign"), listOf(script, "remove")];
  const system = /^\$systemAssigned = (.*)$/m.exec(script)?.[1];
  const same = (left: string) => (right: string) => left.toLowerCase() === right.toLowerCase();
  const ids = present.userAssigned.map(({ id }) => id);
  const kept = ids.filter((id) => !remove.some(same(id)));
  const added = assign.filter((id) => !ids.some(same(id)));
  const on = system === "$true" || (system !== "$false" && identityType(present).startsWith("SystemAssigned"));
  return { systemAssigned: on ? {} : undefined, userAssigned: [...kept, ...added].map((id) => ({ id })) };
}

function script(change: PlannedChange): string {
  return render("azPowerShell", [change], options);
}

describe("a virtual machine", () => {
  it("leads every state to the planned one", () => {
    fc.assert(
      fc.property(anyState, anyChange, (before, change) => {
        const operation = planned(machine, "vm1", before, change);
        fc.pre(!operation.plan.isNoOp && !isBlocked(operation.plan));
        expect(sameIdentities(merged(script(operation), before), operation.plan.after)).toBe(true);
      }),
    );
  });

  it("keeps what somebody else has assigned since the plan was made", () => {
    const before = state(false, "app");
    const operation = planned(machine, "vm1", before, { kind: "assignUserAssigned", ids: [identityId("web")] });
    const meanwhile = applyChange(before, { kind: "assignUserAssigned", ids: [identityId("theirs")] });
    expect(sameIdentities(merged(script(operation), meanwhile), state(false, "app", "theirs", "web"))).toBe(true);
  });

  it("reads the machine, hands the whole list back, and says why", () => {
    const text = script(planned(machine, "vm1", state(true), { kind: "assignUserAssigned", ids: [identityId("app")] }));
    expect(text).toContain("# reads first\n");
    const lines = codeLines(text, "#");
    expect(lines.slice(0, 3)).toEqual([
      `Set-AzContext -Subscription '${subscription}' | Out-Null`,
      "$target = @{ ResourceGroupName = 'rg-app'; Name = 'vm1' }",
      "$resource = Get-AzVM @target",
    ]);
    expect(lines.slice(-2)).toEqual([
      "if ($ids) { $identity.IdentityId = $ids }",
      "Update-AzVM -ResourceGroupName $target.ResourceGroupName -VM $resource @identity",
    ]);
  });

  it("is one of a loop in a batch", () => {
    const change = { kind: "assignUserAssigned", ids: [identityId("app")] } as const;
    const text = render(
      "azPowerShell",
      ["vm1", "vm2"].map((name) => planned(machine, name, state(false), change)),
      options,
    );
    expect(text.match(/Update-AzVM /g)).toHaveLength(1);
    expect(text).toContain("foreach ($target in @(\n  @{ ResourceGroupName = 'rg-app'; Name = 'vm1' }\n");
  });
});

describe("a scale set", () => {
  it("names only the new ids, because Update-AzVmss merges", () => {
    const text = script(
      planned(uniform, "set1", state(true, "app"), { kind: "assignUserAssigned", ids: [identityId("web")] }),
    );
    expect(sameIdentities(merged(text, state(true, "app")), state(true, "app", "web"))).toBe(true);
    expect(text).toContain("if ($assign) { $identity.IdentityId = $assign }\nUpdate-AzVmss ");
  });

  it("loses identities only through a PATCH, because Update-AzVmss cannot send null", () => {
    const text = script(
      planned(uniform, "set1", state(true, "app", "web"), { kind: "removeUserAssigned", ids: [identityId("web")] }),
    );
    const body = {
      identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [identityId("web")]: null } },
    };
    expect(codeLines(text, "#").slice(1)).toEqual([
      `$target = '${resourceId(uniform, "set1")}?api-version=2024-07-01'`,
      `$response = Invoke-AzRestMethod -Method PATCH -Path $target -Payload '${JSON.stringify(body)}'`,
      "if ($response.StatusCode -ge 400) { throw $response.Content }",
    ]);
  });
});

it("makes an identity with its tags, and assigns a role by the principal's id and type", () => {
  const text = render(
    "azPowerShell",
    [
      {
        kind: "createUserAssignedIdentity",
        id: identityId("fresh"),
        location: "westeurope",
        tags: { "it's": "a\u2019b" },
      },
      {
        kind: "assignRole",
        name: "n",
        principalId: "p",
        roleDefinitionId: "/x/roleDefinitions/r",
        scope: "/subscriptions/s",
      },
    ],
    options,
  );
  expect(text.split("\n").slice(1, 3)).toEqual([
    "New-AzUserAssignedIdentity -ResourceGroupName 'rg-identities' -Name 'fresh' -Location 'westeurope' -Tag @{ 'it''s' = 'a\u2019\u2019b' }",
    "New-AzRoleAssignment -ObjectId 'p' -ObjectType ServicePrincipal -RoleDefinitionId 'r' -Scope '/subscriptions/s'",
  ]);
});

it("refuses an id that names no resource", () => {
  const change = planned(machine, "vm1", state(false), { kind: "enableSystemAssigned" });
  expect(() => script({ ...change, resourceId: "vm1" })).toThrow("not the id of a resource");
});
