import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NewResourceGroup, NewUserAssignedIdentity } from "../../../src/render/operation";
import type { Language } from "../../../src/render/languages";
import { render } from "../../../src/render/render";
import { identityId } from "../identity/states";
import { hostileText } from "./hostileText";
import { codeLines, options, subscription } from "./operations";

const group: NewResourceGroup = {
  kind: "createResourceGroup",
  subscriptionId: subscription,
  name: "rg-new",
  location: "westeurope",
};
const identity: NewUserAssignedIdentity = {
  kind: "createUserAssignedIdentity",
  id: identityId("fresh", "rg-new"),
  location: "westeurope",
  tags: { team: "web" },
};
const regional = { ...identity, isolationScope: "Regional" } as const;

const lines = (language: Language, of: NewUserAssignedIdentity = identity): string[] =>
  codeLines(render(language, [group, of], options), language === "bicep" || language === "armTemplate" ? "//" : "#");

describe("a new identity in a new resource group", () => {
  it("is two commands, the group first", () => {
    expect(lines("azureCliBash")).toEqual([
      `az group create --subscription ${subscription} --name rg-new --location westeurope`,
      `az identity create --subscription ${subscription} --resource-group rg-new --name fresh --location westeurope --tags team=web`,
    ]);
    const select = `Set-AzContext -Subscription '${subscription}' | Out-Null`;
    expect(lines("azPowerShell")).toEqual([
      select,
      "New-AzResourceGroup -Name 'rg-new' -Location 'westeurope'",
      select,
      "New-AzUserAssignedIdentity -ResourceGroupName 'rg-new' -Name 'fresh' -Location 'westeurope' -Tag @{ 'team' = 'web' }",
    ]);
  });

  it("is two requests, that of the group first", () => {
    const requests = lines("httpFile").filter((line) => line.startsWith("PUT "));
    expect(requests).toEqual([
      `PUT https://management.azure.com/subscriptions/${subscription}/resourcegroups/rg-new?api-version=2021-04-01 HTTP/1.1`,
      `PUT https://management.azure.com${identity.id}?api-version=2024-11-30 HTTP/1.1`,
    ]);
  });

  it.each(["armTemplate", "bicep", "terraform"] as const)("is a resource in %s, and the group is said", (language) => {
    const text = render(language, [group, identity], options);
    expect(text).toMatch(/^(\/\/|#) make rg-new first\n/);
    expect(text.includes("deploy to rg-new")).toBe(language !== "terraform");
    expect(text).not.toContain("only as a command");
  });

  it("is declared with all that it has", () => {
    expect(JSON.parse(lines("armTemplate", regional).join("\n"))).toEqual({
      type: "Microsoft.ManagedIdentity/userAssignedIdentities",
      apiVersion: "2024-11-30",
      name: "fresh",
      location: "westeurope",
      tags: { team: "web" },
      properties: { isolationScope: "Regional" },
    });
    expect(lines("bicep", regional)).toEqual([
      "resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {",
      "  name: 'fresh'",
      "  location: 'westeurope'",
      "  tags: {",
      "    'team': 'web'",
      "  }",
      "  properties: {",
      "    'isolationScope': 'Regional'",
      "  }",
      "}",
    ]);
    expect(lines("terraform")).toEqual([
      'resource "azurerm_user_assigned_identity" "identity" {',
      '  name                = "fresh"',
      '  resource_group_name = "rg-new"',
      '  location            = "westeurope"',
      "  tags = {",
      '    "team" = "web"',
      "  }",
      "}",
    ]);
  });

  it("keeps to its own region in Terraform, and the version of the provider is said", () => {
    const text = render("terraform", [{ ...regional, tags: {} }], options);
    expect(text).toBe(`# isolation scope needs a provider
resource "azurerm_user_assigned_identity" "identity" {
  name                = "fresh"
  resource_group_name = "rg-new"
  location            = "westeurope"
  isolation_scope     = "Regional"
}
`);
    expect(render("terraform", [{ ...identity, isolationScope: "None" }], options)).not.toContain("isolation");
  });

  it("keeps to its own region by a request where no command is known to say so", () => {
    expect(lines("azureCliBash", regional)[1]).toMatch(/^az rest --method put .*"isolationScope":"Regional"/);
    expect(lines("azPowerShell", regional).join("\n")).toMatch(
      /Invoke-AzRestMethod -Method PUT -Path '.*fresh\?api-version=2024-11-30' -Payload '.*Regional/,
    );
  });

  it("has names of its own where there are several", () => {
    const text = render("bicep", [identity, { ...identity, id: identityId("other", "rg-new") }], options);
    expect(text).toContain("resource identity '");
    expect(text).toContain("resource identity2 '");
  });

  it("takes no tag for an expression or for a part of the template", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (name, value) => {
        const tags = Object.fromEntries([[name, value]]);
        const { tags: read } = JSON.parse(lines("armTemplate", { ...identity, tags }).join("\n")) as { tags: object };
        const escaped = (text: string): string => (text.startsWith("[") && text.endsWith("]") ? `[${text}` : text);
        expect(Object.entries(read)).toEqual([[escaped(name), escaped(value)]]);
      }),
    );
  });
});
