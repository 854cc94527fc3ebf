import { beforeEach, describe, expect, it, vi } from "vitest";
import { readImpact } from "../../../../src/features/usage/impact";
import { impactText } from "../../../../src/features/usage/impactText";
import { impactLines } from "../../../../src/features/usage/impactView";
import { showImpact } from "../../../../src/features/usage/showImpact";
import { PromptCancelled } from "../../../../src/ui/prompts";
import { userAssignedPrincipal } from "../../../../src/ui/steps/accessTargets";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, never } from "../../azure/emulated";
import { emulatedServices } from "../support/emulatedServices";
import { fakeWizard } from "../support/fakeWizard";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
beforeEach(() => {
  user.reset();
  emulated().emulator.control.setGraphAllowed(true);
});

const node = { kind: "identity", id: "x", subscriptionKey: "", identityId: identities.secrets };

/** Everything that the view has shown by the time that it is closed. The user has the permissions looked up once. */
async function shown(): Promise<readonly string[]> {
  const services = emulatedServices(emulated());
  await services.inventory.load();
  user.choices.set(/^What depends on/, /^.{0,12}Look Up API Permissions$/);
  const deps = { ...services, ui: fakeWizard([]), removeAssignments: () => Promise.resolve([]) };
  await expect(showImpact(deps, node)).rejects.toThrow(PromptCancelled);
  return user.lines;
}

describe("the permissions of APIs that an identity has", () => {
  it("are looked up only when somebody asks", async () => {
    const lines = await shown();
    const asked = lines.findIndex((line) => line.includes("Look Up API Permissions"));
    const found = lines.findIndex((line) => line.includes("User.Read.All (Microsoft Graph)"));
    expect(asked).toBeGreaterThan(0);
    expect(found).toBeGreaterThan(asked);
    expect(lines.filter((line) => line.includes("Look Up API Permissions"))).toHaveLength(1);
  });

  it("are said not to be known where the directory refuses", async () => {
    emulated().emulator.control.setGraphAllowed(false);
    expect((await shown()).join("\n")).toContain("Couldn't be read");
  });

  it("are part of the text, and absent where nobody has asked", async () => {
    const services = emulatedServices(emulated());
    await services.inventory.load();
    const target = userAssignedPrincipal(services, identities.secrets);
    if (target === undefined) {
      throw new Error("not listed");
    }
    const impact = await readImpact(services, target, never());
    expect(impactText(services, impact)).not.toContain("API permissions");
    const role = { id: "1", api: "Microsoft Graph", value: "Mail.Read", roleId: "2" };
    const asked = { ...impact, appRoles: { kind: "read", value: [role] } as const };
    expect(impactText(services, asked)).toContain("Mail.Read (Microsoft Graph)");
    expect(impactLines(services, asked).map(({ label }) => label)).toContain("Mail.Read (Microsoft Graph)");
  });
});
