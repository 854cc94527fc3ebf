import { beforeEach, describe, expect, it, vi } from "vitest";
import { deleteIdentityWithReview } from "../../../../src/features/identities/deleteIdentity";
import { deletionFacts } from "../../../../src/features/identities/deleteIdentityFacts";
import { describeDeletionLoss, otherNames } from "../../../../src/features/identities/deletionWords";
import { findIdentityTarget, type IdentityTarget } from "../../../../src/ui/steps/identityTargets";
import { PromptCancelled } from "../../../../src/ui/prompts";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { services } from "../../../emulator/src/estate/serviceSeeds";
import { emulatedAzure, never } from "../../azure/emulated";
import { emulatedServices } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();

/** The user goes all the way: off the resources first, then deleted. `meanwhile` happens while the last question stands open. */
function goesAllTheWay(meanwhile: () => void): void {
  user.choices.set(/review what depends on it/, /Then Delete/);
  user.choices.set(/^(Assign|Remove|Enable|Disable|Change|Set) /, /Apply/);
  user.answers.set(/^Permanently delete/, { button: "Delete", first: meanwhile });
  user.answers.set(/./, { button: "Remove" });
}

async function targetOf({ inventory }: ReturnType<typeof emulatedServices>, id: string): Promise<IdentityTarget> {
  await inventory.load();
  const target = findIdentityTarget({ inventory }, id);
  if (target === undefined) {
    throw new Error(`${id} is not listed`);
  }
  return target;
}

/** The resources that carry an identity in Azure, by their names. */
async function carriers(id: string): Promise<readonly string[]> {
  const services = emulatedServices(emulated());
  await services.inventory.load();
  return services.usage.usesOf(id).map(({ resource }) => resource.name);
}

beforeEach(() => {
  user.reset();
});

describe("deleting an identity after taking it off its resources", () => {
  it.each([
    ["one resource", identities.dataLake],
    ["many resources", identities.batch],
  ])("takes it off %s also where the listing is emptied while the question stands open", async (_, id) => {
    expect((await carriers(id)).length).toBeGreaterThan(0);
    const services = emulatedServices(emulated());
    goesAllTheWay(() => {
      services.inventory.reset();
    });
    await deleteIdentityWithReview(services, await targetOf(services, id));
    expect(await carriers(id)).toEqual([]);
    expect(emulated().emulator.control.resource(id)).toBeUndefined();
    expect(user.texts().at(-1)).toMatch(/^Deleted/);
    expect(user.told.flatMap(({ buttons }) => buttons)).not.toContain("Undo");
  });

  it("keeps it where it could not be removed from a resource, whatever the listing says by then", async () => {
    const services = emulatedServices(emulated());
    const users = await carriers(identities.telemetry);
    expect(users.length).toBeGreaterThan(1);
    goesAllTheWay(() => {
      services.inventory.reset();
    });
    const [held = ""] = users;
    const path = new RegExp(`/${held}\\?`);
    const body = { error: { code: "AuthorizationFailed", message: "Not allowed." } };
    emulated().emulator.control.inject({ method: "PATCH", path, status: 403, body });
    await expect(deleteIdentityWithReview(services, await targetOf(services, identities.telemetry))).rejects.toThrow(
      PromptCancelled,
    );
    expect(emulated().emulator.control.resource(identities.telemetry)).toBeDefined();
    expect(await carriers(identities.telemetry)).toEqual([held]);
    expect(user.texts().at(-1)).toMatch(new RegExp(`wasn't deleted: ${held} might still use it`));
  });
});

describe("what depends on an identity that is to be deleted", () => {
  it("is what the whole listing held, also where it is emptied while access is being read", async () => {
    const listed = emulatedServices(emulated());
    const target = await targetOf(listed, identities.secrets);
    const users = await carriers(identities.secrets);
    expect(users.length).toBeGreaterThan(0);
    const roleAssignments = {
      ...listed.roleAssignments,
      listForPrincipal: (...args: Parameters<typeof listed.roleAssignments.listForPrincipal>) => {
        listed.inventory.reset();
        return listed.roleAssignments.listForPrincipal(...args);
      },
    };
    const services = { ...listed, roleAssignments };
    const facts = await deletionFacts(services, target, "recent", never(), () => undefined);
    expect(facts.uses.map(({ resource }) => resource.name)).toEqual(users);
  });

  it("names the web app that uses it, and what is not machines and scale sets besides", async () => {
    const all = emulatedServices(emulated());
    const target = await targetOf(all, identities.storefront);
    const facts = await deletionFacts(all, target, "recent", never(), () => undefined);
    expect(facts.uses).toEqual([]);
    expect(facts.usage.services.map(({ name }) => name)).toEqual(["app-storefront", "ca-catalog", "func-orders"]);
    expect(facts.gaps).toEqual([]);
    expect(facts.unseen).toEqual({ kind: "read", value: [] });
    const loss = describeDeletionLoss({ ...facts, detached: 0, dangling: 0, others: otherNames(facts) });
    expect(loss.join(" ")).toContain(
      "Other resources that use it lose it: app-storefront, ca-catalog and func-orders.",
    );
    user.choices.set(/review what depends on it/, /Delete Anyway/);
    user.answers.set(/^Permanently delete/, { button: "Cancel" });
    await expect(deleteIdentityWithReview(all, target)).rejects.toThrow(PromptCancelled);
    expect(emulated().emulator.control.resource(identities.storefront)).toBeDefined();
  });

  it("includes what the service names and the user cannot read, or Azure Resource Graph does not know yet", async () => {
    const { emulator } = emulated();
    emulator.control.setResourceGraphDelay(60_000);
    const web = services.storefront.replace("app-storefront", "app-new");
    const userAssignedIdentities = { [identities.unused]: {} };
    emulator.control.put(web, { identity: { type: "UserAssigned", userAssignedIdentities } });
    const all = emulatedServices(emulated());
    const target = await targetOf(all, identities.unused);
    const facts = await deletionFacts(all, target, "recent", never(), () => undefined);
    emulator.control.setResourceGraphDelay(0);
    emulator.control.remove(web);
    expect(facts.usage.services).toEqual([]);
    expect(facts.unseen).toMatchObject({ kind: "read", value: [{ id: web, type: "microsoft.web/sites" }] });
    expect(otherNames(facts)).toEqual(["app-new"]);
  });

  it("says what was not looked at where Azure Resource Graph refuses and the service does not tell", async () => {
    const { emulator } = emulated();
    const body = { error: { code: "AuthorizationFailed", message: "Not allowed." } };
    emulator.control.inject({ path: /ResourceGraph/, status: 403, body, times: 100 });
    emulator.control.inject({ path: /listAssociatedResources/, status: 404, body: { error: { code: "NotFound" } } });
    const all = emulatedServices(emulated());
    const target = await targetOf(all, identities.unused);
    const facts = await deletionFacts(all, target, "recent", never(), () => undefined);
    expect(facts.gaps).toMatchObject([{ kind: "services", coverage: "failed" }]);
    expect(facts.unseen.kind).toBe("failed");
  });
});
