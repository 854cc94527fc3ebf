import { beforeEach, describe, expect, it, vi } from "vitest";
import type { App } from "../../../../src/ui/app";
import { deleteIdentityWithReview } from "../../../../src/features/identities/deleteIdentity";
import { deletionFacts } from "../../../../src/features/identities/deleteIdentityFacts";
import { findIdentityTarget, type IdentityTarget } from "../../../../src/ui/steps/identityTargets";
import { PromptCancelled } from "../../../../src/ui/prompts";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, never } from "../../azure/emulated";
import { emulatedApp } from "../support/emulatedApp";
import { person } from "../support/fakePerson";

vi.mock("vscode", () => import("../support/fakePerson"));

const emulated = emulatedAzure();

/** The person goes all the way: off the resources first, then deleted. `meanwhile` happens while the last question stands open. */
function goesAllTheWay(meanwhile: () => void): void {
  person.choices.set(/review what depends on it/, /Then Delete/);
  person.choices.set(/review the change/, /Apply/);
  person.answers.set(/for good\?$/, { button: "Delete", first: meanwhile });
  person.answers.set(/./, { button: "Remove" });
}

async function targetOf(app: App, id: string): Promise<IdentityTarget> {
  await app.inventory.load();
  const target = findIdentityTarget(app, id);
  if (target === undefined) {
    throw new Error(`${id} is not listed`);
  }
  return target;
}

/** The resources that carry an identity in Azure, by their names. */
async function carriers(id: string): Promise<readonly string[]> {
  const app = emulatedApp(emulated());
  await app.inventory.load();
  return app.usage.usesOf(id).map(({ resource }) => resource.name);
}

beforeEach(() => {
  person.reset();
});

describe("deleting an identity after taking it off its resources", () => {
  it.each([
    ["one resource", identities.dataLake],
    ["many resources", identities.batch],
  ])("takes it off %s also where the listing is emptied while the question stands open", async (_, id) => {
    expect((await carriers(id)).length).toBeGreaterThan(0);
    const app = emulatedApp(emulated());
    goesAllTheWay(() => {
      app.inventory.reset();
    });
    await deleteIdentityWithReview(app, await targetOf(app, id));
    expect(await carriers(id)).toEqual([]);
    expect(emulated().emulator.control.resource(id)).toBeUndefined();
    expect(person.texts().at(-1)).toMatch(/^Deleted/);
    expect(person.told.flatMap(({ buttons }) => buttons)).not.toContain("Undo");
  });

  it("keeps it where a resource could not be freed of it, whatever the listing says by then", async () => {
    const app = emulatedApp(emulated());
    const users = await carriers(identities.telemetry);
    expect(users.length).toBeGreaterThan(1);
    goesAllTheWay(() => {
      app.inventory.reset();
    });
    const [held = ""] = users;
    const path = new RegExp(`/${held}\\?`);
    const body = { error: { code: "AuthorizationFailed", message: "Not allowed." } };
    emulated().emulator.control.inject({ method: "PATCH", path, status: 403, body });
    await expect(deleteIdentityWithReview(app, await targetOf(app, identities.telemetry))).rejects.toThrow(
      PromptCancelled,
    );
    expect(emulated().emulator.control.resource(identities.telemetry)).toBeDefined();
    expect(await carriers(identities.telemetry)).toEqual([held]);
    expect(person.texts().at(-1)).toMatch(new RegExp(`was not deleted: ${held} could not be freed of it`));
  });
});

describe("what depends on an identity that is to be deleted", () => {
  it("is what the whole listing held, also where it is emptied while access is being read", async () => {
    const listed = emulatedApp(emulated());
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
    const app = { ...listed, roleAssignments };
    const facts = await deletionFacts(app, target, "recent", never(), () => undefined);
    expect(facts.uses.map(({ resource }) => resource.name)).toEqual(users);
  });
});
