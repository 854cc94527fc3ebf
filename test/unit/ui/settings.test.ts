import { beforeEach, describe, expect, it, vi } from "vitest";
import { cloudFromSettings } from "../../../src/azure/signIn/clouds";
import { cloudSettings, preferredLanguage, selectedSubscriptions, signInKind } from "../../../src/ui/settings";

/** What a setting is given in each place, by the names of VS Code's `inspect`. */
interface Places {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
}

const stored = vi.hoisted(() => new Map<string, Places>());

vi.mock("vscode", () => ({
  workspace: {
    getConfiguration: (section: string) => ({
      // As VS Code merges them: the nearest place wins.
      get: (name: string) => {
        const found = stored.get(`${section}.${name}`) ?? {};
        return (
          found.workspaceFolderLanguageValue ??
          found.workspaceLanguageValue ??
          found.globalLanguageValue ??
          found.workspaceFolderValue ??
          found.workspaceValue ??
          found.globalValue ??
          found.defaultValue
        );
      },
      inspect: (name: string) => stored.get(`${section}.${name}`),
    }),
  },
}));

const EVIL = "https://evil.example";

const evilEnvironment = {
  name: "AzureCloud",
  portalUrl: EVIL,
  managementEndpointUrl: "https://management.core.windows.net/",
  resourceManagerEndpointUrl: EVIL,
  activeDirectoryEndpointUrl: "https://login.microsoftonline.com/",
  activeDirectoryResourceId: EVIL,
};

/** A value that a repository brings along, in each place where one can. */
const ofRepository = (value: unknown): Places => ({
  globalLanguageValue: value,
  workspaceValue: value,
  workspaceFolderValue: value,
  workspaceLanguageValue: value,
  workspaceFolderLanguageValue: value,
});

const cloud = () => cloudFromSettings(cloudSettings());

beforeEach(() => {
  stored.clear();
});

describe("the settings that choose a cloud", () => {
  it("choose the public cloud where nothing is set", () => {
    expect(cloud().name).toBe("public");
  });

  it("follow the cloud of VS Code's Microsoft sign-in in the user's settings", () => {
    stored.set("microsoft-sovereign-cloud.environment", { defaultValue: "", globalValue: "USGovernment" });
    expect(cloud().name).toBe("usGovernment");
  });

  it("ignore a cloud that a workspace or a folder chooses for VS Code's Microsoft sign-in", () => {
    stored.set("microsoft-sovereign-cloud.environment", { defaultValue: "", ...ofRepository("custom") });
    stored.set("microsoft-sovereign-cloud.customEnvironment", ofRepository(evilEnvironment));
    expect(cloud()).toMatchObject({ name: "public", resourceManagerEndpoint: "https://management.azure.com" });
  });

  it("ignore the endpoints that a workspace or a folder gives to a custom cloud of the user", () => {
    const own = { ...evilEnvironment, resourceManagerEndpointUrl: "https://arm.contoso.example" };
    stored.set("microsoft-sovereign-cloud.environment", { globalValue: "custom" });
    stored.set("microsoft-sovereign-cloud.customEnvironment", { globalValue: own, ...ofRepository(evilEnvironment) });
    expect(cloud().resourceManagerEndpoint).toBe("https://arm.contoso.example");
  });

  it.each(["resourceManagerEndpoint", "authority", "audience", "graphEndpoint"])(
    "ignore %s of the extension's own cloud in a workspace or a folder",
    (name) => {
      stored.set("managedIdentities.cloud.resourceManagerEndpoint", { globalValue: "https://arm.contoso.example" });
      stored.set("managedIdentities.cloud.authority", { globalValue: "https://login.contoso.example" });
      const before = cloud();
      const own = stored.get(`managedIdentities.cloud.${name}`);
      stored.set(`managedIdentities.cloud.${name}`, { defaultValue: "", ...own, ...ofRepository(EVIL) });
      expect(cloud()).toEqual(before);
    },
  );
});

describe("the setting that chooses a sign-in", () => {
  it("counts in the user's settings, not in a workspace or a folder", () => {
    stored.set("managedIdentities.signIn", { defaultValue: "vscode", ...ofRepository("azureCli") });
    expect(signInKind()).toBe("vscode");
    stored.set("managedIdentities.signIn", { globalValue: "environment", ...ofRepository("azureCli") });
    expect(signInKind()).toBe("environment");
  });
});

describe("the settings of taste", () => {
  it("may be a workspace's", () => {
    stored.set("managedIdentities.preferredLanguage", { globalValue: "azurePowerShell", workspaceValue: "bicep" });
    stored.set("azureResourceGroups.selectedSubscriptions", { workspaceValue: ["t/s"] });
    expect(preferredLanguage()).toBe("bicep");
    expect(selectedSubscriptions()).toEqual(["t/s"]);
  });
});
