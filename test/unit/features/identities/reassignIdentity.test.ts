import { beforeEach, describe, expect, it, vi } from "vitest";
import { changeIdentities, sameChange } from "../../../../src/features/changeIdentities/changeIdentities";
import { assignableIdentities } from "../../../../src/features/changeIdentities/identityPicks";
import { reassignIdentity } from "../../../../src/features/identities/reassignIdentity";
import { staleReferences } from "../../../../src/features/identities/staleReferences";
import { copyClientId, copyPrincipalId } from "../../../../src/features/treeCommands/copyId";
import { withErrorBoundary } from "../../../../src/ui/errorBoundary";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { type EmulatedAzure, emulatedAzure, never, subscriptionOf } from "../../azure/emulated";
import { emulatedServices, targetsOf } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
const FRESH = { principalId: "10000000-0000-4000-8000-000000000001", clientId: "20000000-0000-4000-8000-000000000002" };

/** Somebody deletes the identity of the machine and creates it again under its name. The machine keeps the ids of the earlier one. */
function createAgain(): void {
  const { control } = emulated().emulator;
  const identity = control.resource(identities.sqlBackup) ?? {};
  const properties = identity["properties"];
  control.put(identities.sqlBackup, { ...identity, properties: { ...(properties as object), ...FRESH } });
}

/** Somebody takes all identities off the machine and assigns the one that has the name now. */
function reassignedByOthers(): void {
  const { control } = emulated().emulator;
  control.patchAsThirdParty(machines.oneUser, { identity: { type: "None" } });
  control.patchAsThirdParty(machines.oneUser, {
    identity: { type: "UserAssigned", userAssignedIdentities: { [identities.sqlBackup]: {} } },
  });
}

async function looked() {
  const app = {
    ...emulatedServices(emulated()),
    ui: { runSteps: () => Promise.resolve(), openReadOnly: () => Promise.resolve() },
  };
  await app.inventory.load();
  await app.deadReferences.check();
  return app;
}

const node = { kind: "resource", id: "n", subscriptionKey: "", resourceId: machines.oneUser };

/** What the machine shows of its identity: the ids, as it is read afresh. */
async function carried(): Promise<unknown> {
  const { azure } = emulated();
  const { resource } = await azure.compute.read(subscriptionOf(), machines.oneUser, never());
  return resource.identity.kind === "state" ? resource.identity.state.userAssigned : undefined;
}

const patches = () =>
  emulated()
    .armRequests()
    .filter(({ method }) => method === "PATCH").length;

let original: ReturnType<EmulatedAzure["emulator"]["control"]["resource"]>;

/** The identity is the original one, and the machine has it. */
beforeEach(() => {
  user.reset();
  user.choices.set(/^(Assign|Remove|Enable|Disable|Change|Set) /, /Apply/);
  user.answers.set(/./, { button: "Remove" });
  const { control } = emulated().emulator;
  original ??= control.resource(identities.sqlBackup);
  control.put(identities.sqlBackup, original ?? {});
  reassignedByOthers();
});

describe("an identity that was created again under its name", () => {
  it("is told from the earlier one that a machine has, with one GET, and from nothing else", async () => {
    expect(staleReferences(await looked(), [])).toEqual([]);
    createAgain();
    emulated().emulator.control.clearRequests();
    const app = await looked();
    const found = staleReferences(app, []);
    expect(found.map(({ resource }) => resource.id.toLowerCase())).toContain(machines.oneUser.toLowerCase());
    expect(found.every(({ ids }) => ids.every((id) => /id-sql-backup$/i.test(id)))).toBe(true);
    expect(app.deadReferences.dead.some((id) => /id-sql-backup$/i.test(id))).toBe(false);
    const reads = emulated()
      .armRequests()
      .filter(({ method, path }) => method === "GET" && /userAssignedIdentities\/id-sql-backup$/i.test(path));
    expect(reads).toHaveLength(1);
  });

  it("is not called an earlier one where only its listing is old", async () => {
    const app = await looked();
    createAgain();
    reassignedByOthers();
    const { azure } = emulated();
    const { resource } = await azure.compute.read(subscriptionOf(), machines.oneUser, never());
    const owner = app.inventory.subscriptions.find(({ resources }) => resources.has(machines.oneUser.toLowerCase()));
    app.inventory.replaceResource(owner?.subscription ?? subscriptionOf(), resource);
    await app.deadReferences.check();
    expect(staleReferences(app, [node as never])).toEqual([]);
    expect(app.inventory.findIdentity(identities.sqlBackup)).toMatchObject(FRESH);
  });

  it("is never copied with one id of its own and one of the earlier", async () => {
    createAgain();
    const app = await looked();
    const identity = { kind: "identity", id: "i", subscriptionKey: "", identityId: identities.sqlBackup };
    const owner = app.inventory.subscriptions.find(({ resources }) => resources.has(machines.oneUser.toLowerCase()));
    const onMachine = { ...node, kind: "userAssigned", subscriptionKey: owner?.key, identityId: identities.sqlBackup };
    for (const each of [identity, onMachine]) {
      await copyClientId(app, each);
      await copyPrincipalId(app, each);
    }
    expect(user.copied).toEqual([FRESH.clientId, FRESH.principalId, FRESH.clientId, FRESH.principalId]);
  });

  it.each([
    ["one", [machines.oneUser]],
    ["many", [machines.oneUser, machines.oneUser]],
  ])(
    "is not said to need no change where it is assigned again to %s: removing and assigning is offered",
    async (_, ids) => {
      createAgain();
      const app = await looked();
      emulated().emulator.control.clearRequests();
      await changeIdentities(
        app,
        sameChange(await targetsOf(app, ids), { kind: "assignUserAssigned", ids: [identities.sqlBackup] }),
      );
      expect(patches()).toBe(0);
      expect(user.told.map(({ level, buttons }) => [level, buttons])).toEqual([
        ["warning", ["Remove and Assign Again..."]],
      ]);
      expect(user.texts()[0]).toMatch(/^id-sql-backup was deleted and created again, but vm-sql-01/);
    },
  );

  it("is offered beside what else the change assigns", async () => {
    createAgain();
    const app = await looked();
    const [target] = await targetsOf(app, [machines.oneUser]);
    const ids = [identities.sqlBackup, identities.telemetry];
    user.answers.clear();
    user.answers.set(/no default identity/, { button: "Assign" });
    const shown: string[] = [];
    const choose = vi.spyOn(user, "choose").mockImplementation((_, items) => {
      shown.push(...items.map(({ label, detail }) => `${label}: ${detail ?? ""}`));
      return items.find(({ label }) => /Apply/.test(label));
    });
    await changeIdentities(app, sameChange(target === undefined ? [] : [target], { kind: "assignUserAssigned", ids }));
    choose.mockRestore();
    expect(shown).toContainEqual(
      expect.stringMatching(
        /id-sql-backup was deleted and created again, but the earlier one stays assigned: The resource keeps the old/,
      ),
    );
    expect(user.told.at(-1)?.buttons).toEqual(["Remove and Assign Again..."]);
  });

  it("is not called assigned already where identities are chosen", async () => {
    const described = async (ids: readonly string[]) => {
      const app = await looked();
      const choices = await assignableIdentities(app, await targetsOf(app, ids));
      return choices.find(({ label }) => label === "id-sql-backup");
    };
    expect(await described([machines.oneUser])).toMatchObject({ icon: "check" });
    createAgain();
    const one = await described([machines.oneUser]);
    expect(one?.description).toMatch(/ \(earlier identity of this name: remove and assign again\)$/);
    expect(one).not.toHaveProperty("icon");
    expect((await described([machines.oneUser, machines.plain]))?.description).toMatch(
      / \(earlier identity of this name on 1 of 2: remove and assign again\)$/,
    );
  });

  it("takes the place of the earlier one by two writes", async () => {
    createAgain();
    const app = await looked();
    emulated().emulator.control.clearRequests();
    await reassignIdentity(app, node);
    expect(patches()).toBe(2);
    expect(await carried()).toEqual([expect.objectContaining(FRESH)]);
    expect(staleReferences(app, [node as never])).toEqual([]);
  });

  it("is said to be missing where the second write is not agreed to", async () => {
    createAgain();
    const app = await looked();
    emulated().emulator.control.clearRequests();
    user.choices.clear();
    let previews = 0;
    const choose = vi.spyOn(user, "choose").mockImplementation((title, items) => {
      previews += /^(Assign|Remove|Enable|Disable|Change|Set) /.test(title) ? 1 : 0;
      return previews === 1 ? items.find(({ label }) => /Apply/.test(label)) : undefined;
    });
    await withErrorBoundary(app.log, () => reassignIdentity(app, node));
    choose.mockRestore();
    expect(await carried()).toEqual([]);
    expect(user.texts().at(-1)).toBe(
      "id-sql-backup was removed from vm-sql-01 but not assigned again. Assign it when you can.",
    );
  });

  it("is not removed where nothing is stale", async () => {
    const app = await looked();
    emulated().emulator.control.clearRequests();
    await reassignIdentity(app, node);
    expect(patches()).toBe(0);
    expect(user.texts()).toEqual(["No resource has an earlier identity of the same name."]);
  });
});
