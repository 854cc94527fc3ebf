import { beforeEach, describe, expect, it, vi } from "vitest";
import { AzureError, type AzureFailure } from "../../../../src/azure/azureError";
import { describeFailure } from "../../../../src/ui/words/failure";

const settings = vi.hoisted(() => ({ signIn: "vscode" }));

vi.mock("vscode", async () => ({
  ...(await import("../../views/fakeVscode")),
  workspace: { getConfiguration: () => ({ inspect: () => ({ globalValue: settings.signIn }) }) },
}));

const TENANT = "4b71fe15-44c6-47b7-94ac-5a6b2cc290e9";

function words(signIn: string, failure: Partial<AzureFailure & { reason: "notSignedIn" }> = {}) {
  settings.signIn = signIn;
  return describeFailure(new AzureError({ reason: "notSignedIn", tenantId: undefined, ...failure }));
}

beforeEach(() => {
  settings.signIn = "vscode";
});

describe("what one is told who is not signed in", () => {
  it("is to sign in with the Microsoft account of VS Code", () => {
    expect(words("vscode").action?.command).toBe("managedIdentities.signIn");
    expect(words("vscode", { wants: "moreProof" }).action?.command).toBe("managedIdentities.signIn");
  });

  it("is to run az login with the Azure CLI, in the directory that wants it", () => {
    expect(words("azureCli").advice).toBe("Run az login in a terminal, then try again.");
    expect(words("azureCli", { tenantId: TENANT }).advice).toContain(`az login --tenant ${TENANT} `);
    expect(words("azureCli", { tenantId: "contoso.onmicrosoft.com" }).advice).toContain(
      "az login --tenant contoso.onmicrosoft.com ",
    );
  });

  it.each(["x; rm -rf ~", "$(id)", "--use-device-code", "-h", "a b", 'a"b', "a\nb", "", "`id`", "a|b", "a&b"])(
    "holds nothing that a terminal would take for something else than a directory: %j",
    (tenantId) => {
      expect(words("azureCli", { tenantId }).advice).toBe("Run az login in a terminal, then try again.");
    },
  );

  it("is to set the variables with the environment", () => {
    const { advice } = words("environment");
    for (const name of ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH"]) {
      expect(advice).toContain(name);
    }
  });

  it.each(["azureCli", "environment"])("offers no sign-in that only fails again: %s", (signIn) => {
    for (const wants of [{}, { wants: "moreProof" }] as const) {
      expect(words(signIn, wants).action?.command).not.toBe("managedIdentities.signIn");
    }
  });
});

describe("what one is told of an environment variable that is missing", () => {
  it("is to set it where VS Code starts from, not in the settings", () => {
    const failure = { reason: "badSettings", setting: "AZURE_CLIENT_ID", detail: "missing" } as const;
    const { what, advice, action } = describeFailure(new AzureError(failure));
    expect(what).toBe("The environment variable AZURE_CLIENT_ID isn't set.");
    expect(advice).toContain("start VS Code");
    expect(action).toBeUndefined();
  });
});

it("tells a sign-in that did not answer from one that was refused", () => {
  const { what, meaning } = describeFailure(
    new AzureError({ reason: "signInTimeout", tenantId: TENANT }, undefined, undefined, "no"),
  );
  expect(what).toBe("Signing in to Azure timed out.");
  expect(meaning).toBe("Nothing can be read from Azure without it. No changes were made.");
});
