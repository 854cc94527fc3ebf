import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameIdentities } from "../../../src/identity/identityState";
import { readIdentity } from "../../../src/identity/readIdentity";
import type { PlannedChange } from "../../../src/render/operation";
import { render } from "../../../src/render/render";
import { anyChange, anyState, identityId, state } from "../identity/states";
import { hostileText } from "./hostileText";
import { codeLines, flexible, machine, options, planned } from "./operations";
import { readArmBlock, readBicepBlock } from "./readBack";

const languages = [
  { language: "armTemplate", comment: "//", read: readArmBlock },
  { language: "bicep", comment: "//", read: readBicepBlock },
] as const;

describe.each(languages)("$language", ({ language, read }) => {
  it.each(["2024-07-01", "2018-06-01", "2018-04-01", "2017-12-01"])(
    "reads back to the planned state at %s",
    (apiVersion) => {
      fc.assert(
        fc.property(anyState, anyChange, (before, change) => {
          const operation = planned(machine, "vm1", before, change);
          const reading = readIdentity(read(render(language, [operation], { ...options, apiVersion })));
          expect(reading.kind === "state" && sameIdentities(reading.state, operation.plan.after)).toBe(true);
        }),
        { numRuns: 200 },
      );
    },
  );

  it("holds every id as it is, whatever stands in it", () => {
    fc.assert(
      fc.property(hostileText, (id) => {
        const operation = planned(
          machine,
          "vm1",
          { ...state(false), userAssigned: [{ id }] },
          { kind: "enableSystemAssigned" },
        );
        const block = read(render(language, [operation], options)) as { userAssignedIdentities: object };
        const expected = language === "armTemplate" && id.startsWith("[") && id.endsWith("]") ? `[${id}` : id;
        expect(Object.keys(block.userAssignedIdentities)).toEqual([expected]);
      }),
    );
  });

  it("uses the shape that the API version decides", () => {
    const operation = planned(machine, "vm1", state(false, "app"), { kind: "enableSystemAssigned" });
    const at = (apiVersion: string) => read(render(language, [operation], { ...options, apiVersion }));
    expect(at("2018-06-01")).toEqual({
      type: "SystemAssigned, UserAssigned",
      userAssignedIdentities: { [identityId("app")]: {} },
    });
    expect(at("2018-04-01")).toEqual({ type: "SystemAssigned, UserAssigned", identityIds: [identityId("app")] });
  });

  it("says so where the API version cannot hold the identities, and where the block has to go", () => {
    const apiVersion = "2017-03-30";
    const kept = planned(machine, "vm1", state(true, "app"), { kind: "disableSystemAssigned" });
    const gone = planned(machine, "vm2", state(true), { kind: "disableSystemAssigned" });
    const text = render(language, [kept, gone], { ...options, apiVersion });
    expect(codeLines(text, "//")).toEqual([]);
    expect(text).toContain("// vm1\n// 2017-03-30 cannot hold this\n");
    expect(text).toContain("// vm2\n// leave the block out\n");
  });

  it("never writes an empty list, which a deployment would take for the wish to remove all", () => {
    const operation = planned(machine, "vm1", state(true, "app"), { kind: "removeAll" });
    expect(read(render(language, [operation], options))).toEqual({ type: "None" });
  });
});

it.each(["armTemplate", "bicep", "terraform"] as const)(
  "%s shows one block for all resources that get the same",
  (language) => {
    const change = { kind: "setTo", state: state(false, "app") } as const;
    const operations: PlannedChange[] = ["vm1", "vm2"].map((name) =>
      planned(machine, name, state(false, name), change),
    );
    const text = render(language, [...operations, planned(flexible, "set1", state(false), change)], options);
    expect(text.match(/UserAssigned["']/g)).toHaveLength(1);
    expect(text).toMatch(/vm1\n.. ?vm2\n.. ?set1\n/);
  },
);

it.each(["armTemplate", "bicep", "terraform"] as const)("%s shows no block that Azure would refuse", (language) => {
  const text = render(language, [planned(flexible, "set1", state(false), { kind: "enableSystemAssigned" })], options);
  expect(text).toMatch(/^(\/\/|#) hazard flexibleTakesUserAssignedOnly\n\1 blocked on set1\n$/);
});

describe("terraform", () => {
  it("lists the ids, and says that it owns the list", () => {
    const text = render(
      "terraform",
      [planned(machine, "vm1", state(true), { kind: "assignUserAssigned", ids: [identityId("app")] })],
      options,
    );
    expect(text).toContain("# terraform owns the list");
    expect(codeLines(text, "#")).toEqual([
      "identity {",
      '  type = "SystemAssigned, UserAssigned"',
      "  identity_ids = [",
      `    "${identityId("app")}",`,
      "  ]",
      "}",
    ]);
  });

  it("spells the fixed words of an id as the provider wants, and names as Azure has them", () => {
    const spelled =
      "/Subscriptions/1111AAAA/resourcegroups/RG-App/PROVIDERS/microsoft.managedidentity/userassignedidentities/Id-App";
    const other = "/subscriptions/1/resourcegroups/rg/providers/microsoft.compute/virtualMachines/vm";
    const before = { ...state(false), userAssigned: [{ id: spelled }, { id: other }] };
    const text = render("terraform", [planned(machine, "vm1", before, { kind: "enableSystemAssigned" })], options);
    expect(text).toContain(
      '    "/subscriptions/1111AAAA/resourceGroups/RG-App/providers/Microsoft.ManagedIdentity/userAssignedIdentities/Id-App",\n',
    );
    expect(text).toContain(`    "${other}",\n`);
  });

  it("has no block without identities, because the provider knows no None", () => {
    const text = render("terraform", [planned(machine, "vm1", state(true), { kind: "removeAll" })], options);
    expect(codeLines(text, "#")).toEqual([]);
    expect(text).toContain("# leave the block out");
  });

  it("lets no interpolation or directive begin in an id", () => {
    const id = 'a${file("x")}%{ if true }\\b\n"';
    const operation = planned(
      machine,
      "vm1",
      { ...state(false), userAssigned: [{ id }] },
      { kind: "enableSystemAssigned" },
    );
    expect(render("terraform", [operation], options)).toContain('    "a$${file(\\"x\\")}%%{ if true }\\\\b\\n\\"",');
  });
});

it.each(["armTemplate", "bicep", "terraform"] as const)("%s says what only a command can do", (language) => {
  const assign = { kind: "assignRole", name: "n", principalId: "p", roleDefinitionId: "r", scope: "/s" } as const;
  expect(render(language, [assign], options)).toMatch(/^(\/\/|#) only as a command\n$/);
});
