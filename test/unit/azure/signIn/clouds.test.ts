import { Environment } from "@azure/ms-rest-azure-env";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import { armScope, type Cloud } from "../../../../src/azure/signIn/cloud";
import { cloudFromSettings, type CloudSettings } from "../../../../src/azure/signIn/clouds";

const NOTHING = { resourceManagerEndpoint: undefined, authority: undefined, audience: undefined };

function cloud(settings: Partial<CloudSettings>): Cloud {
  return cloudFromSettings({
    sovereignEnvironment: undefined,
    sovereignCustomEnvironment: undefined,
    custom: NOTHING,
    ...settings,
  });
}

function failureOf(settings: Partial<CloudSettings>): unknown {
  try {
    return cloud(settings);
  } catch (error) {
    return AzureError.is(error) ? error.failure : error;
  }
}

const custom = (resourceManagerEndpoint: string, authority = "https://login.local", audience = "") => ({
  custom: { resourceManagerEndpoint, authority, audience },
});

describe("cloudFromSettings", () => {
  it.each([
    [undefined, Environment.AzureCloud, "public", "https://graph.microsoft.com"],
    ["", Environment.AzureCloud, "public", "https://graph.microsoft.com"],
    ["USGovernment", Environment.USGovernment, "usGovernment", "https://graph.microsoft.us"],
    ["ChinaCloud", Environment.ChinaCloud, "china", "https://microsoftgraph.chinacloudapi.cn"],
  ] as const)(
    "takes the addresses of the cloud %s from ms-rest-azure-env",
    (sovereignEnvironment, known, name, graphEndpoint) => {
      const bare = (url: string) => url.replace(/\/$/, "");
      expect(cloud({ sovereignEnvironment })).toEqual({
        name,
        resourceManagerEndpoint: bare(known.resourceManagerEndpointUrl),
        authority: bare(known.activeDirectoryEndpointUrl),
        audience: bare(known.managementEndpointUrl),
        portal: bare(known.portalUrl),
        graphEndpoint,
      });
    },
  );

  it("asks for tokens of the chosen cloud, never of the public one", () => {
    expect(armScope(cloud({ sovereignEnvironment: "ChinaCloud" }))).toBe(
      "https://management.core.chinacloudapi.cn/.default",
    );
    expect(armScope(cloud(custom("https://arm.local/", "https://login.local", "https://tokens.local/")))).toBe(
      "https://tokens.local/.default",
    );
  });

  it("prefers a custom endpoint to the sovereign setting, and uses it as audience where none is given", () => {
    expect(cloud({ sovereignEnvironment: "ChinaCloud", ...custom(" https://localhost:8443// ") })).toEqual({
      name: "custom",
      resourceManagerEndpoint: "https://localhost:8443",
      authority: "https://login.local",
      audience: "https://localhost:8443",
      portal: undefined,
    });
  });

  it("knows the Microsoft Graph of a custom cloud only from the setting", () => {
    const { custom: addresses } = custom("https://arm.local");
    const graphEndpoint = "https://graph.local/x/";
    expect(cloud({ custom: addresses }).graphEndpoint).toBeUndefined();
    expect(cloud({ custom: { ...addresses, graphEndpoint } }).graphEndpoint).toBe("https://graph.local/x");
    expect(failureOf({ custom: { ...addresses, graphEndpoint: "http://graph.local" } })).toEqual({
      reason: "badSettings",
      setting: "managedIdentities.cloud.graphEndpoint",
      detail: "notHttpsAddress",
    });
  });

  it("keeps a path of an authority, such as the one of AD FS", () => {
    expect(cloud(custom("https://arm.local", "https://login.local/adfs/")).authority).toBe("https://login.local/adfs");
  });

  it("reads the custom environment of the Microsoft sign-in", () => {
    const sovereignCustomEnvironment = {
      name: "Stack",
      portalUrl: "https://portal.stack",
      managementEndpointUrl: "https://management.stack/guid/",
      resourceManagerEndpointUrl: "https://arm.stack/",
      activeDirectoryEndpointUrl: "https://login.stack/adfs/",
      activeDirectoryResourceId: "https://management.stack/guid",
    };
    expect(cloud({ sovereignEnvironment: "custom", sovereignCustomEnvironment })).toEqual({
      name: "custom",
      resourceManagerEndpoint: "https://arm.stack",
      authority: "https://login.stack/adfs",
      audience: "https://management.stack/guid",
      portal: "https://portal.stack",
    });
  });

  it.each([
    ["http://arm.local"],
    ["https://user@arm.local"],
    ["https://user:word@arm.local"],
    ["https://arm.local/?x=1"],
    ["https://arm.local/#x"],
    ["arm.local"],
    ["javascript:alert(1)"],
    ["https://"],
  ])("refuses the endpoint %s", (endpoint) => {
    const setting = "managedIdentities.cloud.resourceManagerEndpoint";
    expect(failureOf(custom(endpoint))).toEqual({ reason: "badSettings", setting, detail: "notHttpsAddress" });
  });

  it("names the setting that is missing", () => {
    expect(failureOf(custom("https://arm.local", " "))).toEqual({
      reason: "badSettings",
      setting: "managedIdentities.cloud.authority",
      detail: "missing",
    });
    expect(failureOf({ sovereignEnvironment: "custom", sovereignCustomEnvironment: undefined })).toEqual({
      reason: "badSettings",
      setting: "microsoft-sovereign-cloud.customEnvironment",
      detail: "missing",
    });
    expect(failureOf({ sovereignEnvironment: "custom", sovereignCustomEnvironment: { portalUrl: 7 } })).toEqual({
      reason: "badSettings",
      setting: "microsoft-sovereign-cloud.customEnvironment.resourceManagerEndpointUrl",
      detail: "missing",
    });
  });

  it("refuses a cloud that it does not know", () => {
    expect(failureOf({ sovereignEnvironment: "MoonCloud" })).toEqual({
      reason: "badSettings",
      setting: "microsoft-sovereign-cloud.environment",
      detail: "unknownValue",
    });
  });

  it("gives https addresses without user, query and slash at the end, or an AzureError, for any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (endpoint) => {
        const result = failureOf(custom(endpoint));
        if (typeof result === "object" && result !== null && "resourceManagerEndpoint" in result) {
          const url = new URL(String(result.resourceManagerEndpoint));
          expect(url).toMatchObject({ protocol: "https:", username: "", password: "", search: "", hash: "" });
          expect(result.resourceManagerEndpoint).not.toMatch(/[/?#]$/);
        } else if (endpoint.trim() !== "") {
          expect(result).toMatchObject({ reason: "badSettings" });
        }
      }),
      { numRuns: 500 },
    );
  });
});
