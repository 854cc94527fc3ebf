import { beforeEach, describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../src/azure/azureError";
import { createAzure } from "../../../src/azure/createAzure";
import { createSignIn } from "../../../src/azure/signIn/createSignIn";
import { failureOf, never, subscriptionOf } from "./emulated";

const loaded = vi.hoisted((): string[] => []);

vi.mock("vscode", () => ({ authentication: { onDidChangeSessions: () => ({ dispose: () => undefined }) } }));

vi.mock("@azure/core-rest-pipeline", (original) => {
  loaded.push("core-rest-pipeline");
  return original();
});
vi.mock("@azure/arm-compute", () => {
  loaded.push("arm-compute");
  return { ComputeManagementClient: undefined };
});
vi.mock("@azure/arm-msi", () => {
  loaded.push("arm-msi");
  return { ManagedServiceIdentityClient: undefined };
});
vi.mock("@azure/identity", () => {
  loaded.push("identity");
  return {};
});
vi.mock("@microsoft/vscode-azext-azureauth", () => {
  loaded.push("azureauth");
  return {};
});

const cloud = (): never => {
  throw new AzureError({ reason: "badSettings", setting: "s", detail: "missing" });
};

describe("loading", () => {
  beforeEach(() => {
    loaded.length = 0;
  });

  it("brings in no SDK and no sign-in library before something is asked for, and then only what it takes", async () => {
    for (const choice of ["vscode", "azureCli", "environment"]) {
      createSignIn(choice, cloud).dispose();
    }
    const signIn = createSignIn("azureCli", cloud);
    const azure = createAzure({ cloud, signIn, selectedSubscriptions: () => [] });
    expect(loaded).toEqual([]);

    const pages = azure.inventory.listComputeResources(subscriptionOf(), "scaleSet", never());
    expect(loaded).toEqual([]);
    await failureOf(pages[Symbol.asyncIterator]().next());
    expect(loaded).toEqual(["core-rest-pipeline"]);

    await failureOf(azure.compute.read(subscriptionOf(), "x", never()));
    expect(loaded).toEqual(["core-rest-pipeline", "arm-compute"]);
  });

  it("refuses a way to sign in that it does not know", () => {
    expect(() => createSignIn("carrierPigeon", cloud)).toThrow(AzureError);
  });
});
