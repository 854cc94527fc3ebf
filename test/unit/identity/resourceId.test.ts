import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeResourceKindOfId } from "../../../src/identity/computeResourceType";
import {
  formatResourceId,
  isUserAssignedIdentityId,
  parseResourceId,
  resourceName,
  sameResourceId,
} from "../../../src/identity/resourceId";
import { identityId } from "./states";

describe("resource ids", () => {
  it("keep the spelling that they were read with", () => {
    const text = "/SUBSCRIPTIONS/S1/resourcegroups/Rg.One/providers/Microsoft.Compute/VirtualMachines/VM_1";
    expect(parseResourceId(text)).toEqual({
      text,
      subscriptionId: "S1",
      resourceGroup: "Rg.One",
      namespace: "Microsoft.Compute",
      types: ["VirtualMachines"],
      names: ["VM_1"],
    });
    expect(computeResourceKindOfId(text)).toBe("virtualMachine");
  });

  it("read children", () => {
    const text = `${identityId("a")}/federatedIdentityCredentials/gh`;
    expect(parseResourceId(text)).toMatchObject({
      types: ["userAssignedIdentities", "federatedIdentityCredentials"],
      names: ["a", "gh"],
    });
    expect(isUserAssignedIdentityId(text)).toBe(false);
    expect(resourceName(text)).toBe("gh");
  });

  it("are the same in any casing", () => {
    expect(sameResourceId(identityId("Web"), identityId("wEB").replace("resourceGroups", "resourcegroups"))).toBe(true);
    expect(sameResourceId(identityId("web"), identityId("web2"))).toBe(false);
  });

  it.each([
    "",
    "/",
    "not an id",
    "https://management.azure.com/subscriptions/s",
    "/subscriptions/s/resourceGroups/g",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/",
    "/subscriptions/s/resourceGroups/../providers/Microsoft.Compute/virtualMachines/v",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v?x=1",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v#x",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/a%2fb",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/a\nb",
    "/subscriptions//resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v",
    `/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/${"x".repeat(3000)}`,
  ])("refuse %j", (text) => {
    expect(parseResourceId(text)).toBeUndefined();
  });

  it("that were formatted parse back to their parts", () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9._()-]{1,40}$/).filter((text) => text !== "." && text !== "..");
    fc.assert(
      fc.property(word, word, word, (subscription, group, name) => {
        const parsed = parseResourceId(
          formatResourceId(subscription, group, "Microsoft.Compute/virtualMachines", name),
        );
        expect(parsed).toMatchObject({ subscriptionId: subscription, resourceGroup: group, names: [name] });
      }),
    );
  });

  it("of arbitrary text never throw", () => {
    fc.assert(fc.property(fc.string(), (text) => parseResourceId(text) === undefined || text.startsWith("/")));
  });
});
