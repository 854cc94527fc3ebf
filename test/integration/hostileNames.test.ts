import { afterEach, expect, test } from "vitest";
import { builtInRoles, roleDefinitionBody } from "../emulator/src/authorization/builtInRoles";
import { type Estate, type ResourceSeed } from "../emulator/src/estate/estate";
import { idsOf } from "../emulator/src/estate/identitySeeds";
import { vm } from "../emulator/src/estate/machineSeeds";
import { subscriptions, tenants } from "../emulator/src/estate/places";
import { sampleEstate } from "../emulator/src/estate/sampleEstate";
import { useWorkbench } from "./harness/useWorkbench";
import { lines } from "./support/access";
import { openIdentities } from "./support/identityView";
import { APPLY, chooseChange, openResources, REVIEW } from "./support/resources";
import { templateOf } from "./support/templateFiles";

/** What VS Code would make more of than letters. */
const LINK = "[Fix it](command:workbench.action.files.newUntitledFile)";
const DRAWN = "$(flame) __loud__ <b>loud</b>";
const UNSEEN = "\u202ecod\u2066\u200b\u2060";
/** As VS Code is to show the unseen. */
const SEEN = "\\u202ecod\\u2066\\u200b\\u2060";
const ROGUE = `rogue ${LINK} **loud** ${DRAWN} \u0007${UNSEEN}`;
/** Names in ids cannot hold everything: what has a colon is no id. */
const rogueName = (kind: string) => `${kind}-rogue $(flame) __loud__ ${UNSEEN}-`;
const seenName = (kind: string) => `${kind}-rogue $(flame) __loud__ ${SEEN}-`;

const place = { subscriptionId: subscriptions.staging, group: rogueName("rg"), location: "westeurope" };
const group = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.group}`;
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${rogueName("id")}`;

const lockedPlace = { ...place, group: `locked ${rogueName("rg")}` };
const lockedGroup = `/subscriptions/${place.subscriptionId}/resourceGroups/${lockedPlace.group}`;

const resources: readonly ResourceSeed[] = [
  { id: group, location: place.location, tags: {} },
  { id: lockedGroup, location: place.location, tags: {} },
  {
    id: `${lockedGroup}/providers/Microsoft.Authorization/locks/${rogueName("lock")}`,
    name: rogueName("lock"),
    type: "Microsoft.Authorization/locks",
    properties: { level: "ReadOnly", notes: ROGUE },
  },
  {
    id: `${group}/providers/Microsoft.Authorization/policyAssignments/rogue`,
    name: "rogue",
    type: "Microsoft.Authorization/policyAssignments",
    properties: {
      scope: group,
      notScopes: [],
      enforcementMode: "Default",
      displayName: ROGUE,
      description: ROGUE,
      // The one that assigns an identity of one's own for the monitoring agent (docs/azure-behaviour.md#azure-policy).
      policyDefinitionId: "/providers/Microsoft.Authorization/policyDefinitions/d367bd60-64ca-4364-98ea-276775bddd94",
      parameters: {
        bringYourOwnUserAssignedManagedIdentity: { value: true },
        userAssignedManagedIdentityName: { value: rogueName("id") },
        userAssignedManagedIdentityResourceGroup: { value: rogueName("rg") },
      },
    },
  },
  {
    id: identity,
    location: place.location,
    tags: { [ROGUE]: ROGUE },
    properties: { isolationScope: "None", tenantId: tenants.contoso, ...idsOf(identity) },
  },
  vm(place, { name: rogueName("vm"), userAssigned: [identity] }),
  vm(lockedPlace, { name: rogueName("vm-locked") }),
];

const seed: Estate = {
  ...sampleEstate,
  subscriptions: sampleEstate.subscriptions.map((each) =>
    each.subscriptionId === subscriptions.staging ? { ...each, displayName: ROGUE } : each,
  ),
  groups: [
    ...sampleEstate.groups,
    {
      id: "6f0c1c62-0009-4d0a-9a5b-7f3f0a2f5d11",
      tenantId: tenants.contoso,
      displayName: ROGUE,
      description: ROGUE,
      members: [idsOf(identity).principalId],
    },
  ],
  resources: [...sampleEstate.resources, ...resources],
};

const inTemplate = (name: string, type: string, properties: string) => `"type": "Microsoft.Compute/${type}",
"apiVersion": "2023-03-01",
"name": ${JSON.stringify(name)},
"identity": {
  "type": "UserAssigned",
  "userAssignedIdentities": {
    ${JSON.stringify(identity)}: {}
  }
},
"properties": ${properties}`;

/** A Flexible scale set has no system-assigned identity: enabling it is refused, by the scale set's name. */
const template = templateOf(
  inTemplate(LINK, "virtualMachineScaleSets", '{ "orchestrationMode": "Flexible" }'),
  inTemplate(`$(flame) ${UNSEEN}`, "virtualMachines", "{}"),
);

/** Another machine reads the principal of one that has no identity: the quick fix names that one. */
const reading = templateOf(
  `"type": "Microsoft.Compute/virtualMachines",
"apiVersion": "2023-03-01",
"name": ${JSON.stringify(rogueName("vm"))},
"properties": {}`,
  `"type": "Microsoft.Compute/virtualMachines",
"apiVersion": "2023-03-01",
"name": "vm-reading",
"tags": {
  "principal": ${JSON.stringify(`[reference('${rogueName("vm")}', '2023-03-01', 'Full').identity.principalId]`)}
},
"properties": {}`,
);

/** A list in which the name of an identity is being typed. */
const typing = inTemplate("vm-typing", "virtualMachines", "{}").replace(`${JSON.stringify(identity)}: {}`, "id-rog");

/** The same beside an identity that the template declares itself. */
const declaring = templateOf(
  typing,
  `"type": "Microsoft.ManagedIdentity/userAssignedIdentities",
"apiVersion": "2023-01-31",
"name": ${JSON.stringify(`id-rogue-declared ${ROGUE}`)},
"location": "westeurope"`,
);

const files = {
  "rogue.json": template,
  "reading.json": reading,
  "typing.json": templateOf(typing),
  "declaring.json": declaring,
};
const session = useWorkbench({ emulator: { operationMs: 300, seed }, files });

const ROOT = /^rogue/;
const machine = [ROOT, "Virtual machines", /^vm-rogue/] as const;
const ENABLE = "Enable System-Assigned Identity...";

/** Everything outside the text of editors in which VS Code shows something of ours. */
const PLACES =
  ".notifications-toasts, .notifications-center, .quick-input-widget, .monaco-hover, .monaco-dialog-box, .pane-body, .part.statusbar, .codelens-decoration, .action-widget, .suggest-widget, .markers-panel";

/** Nothing of a name has become a link, an icon or a style, and nothing of it is unseen. */
async function expectOnlyLetters(): Promise<void> {
  const { page } = session().workbench;
  expect(
    await page
      .locator("a, [role=link]")
      .filter({ hasText: /^Fix it$/ })
      .count(),
  ).toBe(0);
  expect(await page.locator('[href*="newUntitledFile"], [data-href*="newUntitledFile"]').count()).toBe(0);
  expect(await page.locator(".codicon-flame").count()).toBe(0);
  expect(await page.locator("strong, b, em").filter({ hasText: /loud/ }).count()).toBe(0);
  const shown = await page.locator(PLACES).filter({ visible: true }).allInnerTexts();
  expect(shown.join("\n")).not.toMatch(/[\u0000-\u0008\u200b\u202e\u2066\u2060]/);
  expect(shown.join("\n")).not.toContain("\\$(");
}

/** What every letter of the hostile name is shown as. */
const SEEN_ROGUE = ROGUE.replace("\u0007", "\\u0007").replace(UNSEEN, SEEN);

/** Presses the words that would be the link, wherever a notification shows them: nothing opens. */
async function expectNothingToRun(message: RegExp): Promise<void> {
  const { workbench } = session();
  await expectOnlyLetters();
  const text = workbench.page.locator(".notification-list-item-message").filter({ hasText: message }).first();
  expect(await text.locator("a").count()).toBe(0);
  await text.click();
  expect(
    await workbench.page
      .locator(".tab")
      .filter({ hasText: /^Untitled/ })
      .count(),
  ).toBe(0);
}

afterEach(async () => {
  const { workbench, emulator } = session();
  emulator.control.clearInjections();
  await workbench.page.keyboard.press("Escape");
  await workbench.palette.run("Notifications: Clear All Notifications");
});

test("a name in a template cannot bring a command into a message", async () => {
  const { workbench } = session();
  await workbench.editor.open("rogue.json");
  await workbench.palette.run("Managed Identities: Edit Identities in This Template...");
  await workbench.quickInput.waitFor({ placeholder: "Which resource in this template?" });
  const labels = (await workbench.quickInput.allItems()).map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining([LINK, `$(flame) ${SEEN}`]));
  await expectOnlyLetters();
  await workbench.quickInput.choose(LINK);
  await workbench.quickInput.waitFor({ placeholder: /^\[Fix it\]/ });
  await expectOnlyLetters();
  await workbench.quickInput.choose("Enable the system-assigned identity");
  const { message } = await workbench.notifications.waitFor(/^Couldn't change the identities of /);
  expect(message).toContain("[Fix it] (command:workbench.action.files.newUntitledFile)");
  await expectNothingToRun(/^Couldn't change the identities of /);
});

test("a hover shows the names in a template letter by letter", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await tree.row([ROOT]);
  await workbench.editor.open("rogue.json");
  await workbench.editor.goTo(17, 40);
  const hover = (await workbench.editor.hover(/id-rogue/)).replaceAll("\u00a0", " ");
  expect(hover).toContain(seenName("id"));
  await expectOnlyLetters();
});

test("trees show names, groups and subscriptions letter by letter, and so do their tooltips", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  const root = await tree.row([ROOT]);
  expect(root.label).toBe(SEEN_ROGUE);
  const row = await tree.row(machine);
  expect(row.label).toBe(seenName("vm"));
  expect(row.ariaLabel).toContain(seenName("vm"));
  const child = await tree.row([...machine, /^id-rogue/]);
  expect(child.label).toBe(seenName("id"));
  expect(child.description).toContain(seenName("rg"));
  await expectOnlyLetters();
  expect(await tree.tooltip(machine)).toContain(seenName("vm"));
  await expectOnlyLetters();
  const identities = await openIdentities(workbench);
  expect((await identities.tree.row([ROOT, /^id-rogue/])).label).toBe(seenName("id"));
  expect(await identities.tree.tooltip([ROOT, /^id-rogue/])).toContain(seenName("id"));
  await expectOnlyLetters();
});

test("lists, reviews, dialogs and messages of a change show them so", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await chooseChange(workbench, tree, machine, "Remove User-Assigned Identities...");
  await workbench.quickInput.waitFor({ placeholder: /^Identities / });
  expect((await workbench.quickInput.allItems()).map(({ label }) => label)).toContain(seenName("id"));
  await expectOnlyLetters();
  await workbench.quickInput.tick(/^id-rogue/);
  await workbench.quickInput.accept();
  const { title } = await workbench.quickInput.waitFor(REVIEW);
  expect(title).toContain(seenName("vm"));
  const review = await lines(workbench);
  expect(review.some((line) => line.startsWith(`${seenName("id")} | ${seenName("rg")}`))).toBe(true);
  await expectOnlyLetters();
  emulator.control.inject({
    method: "PATCH",
    path: /virtualMachines/,
    status: 403,
    body: {
      error: {
        code: "RequestDisallowedByPolicy",
        message: `Resource was disallowed by policy. Policy identifiers: '${ROGUE}'. Deny assignment: '${ROGUE}'.`,
      },
    },
  });
  await workbench.quickInput.choose(APPLY);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.message).toContain(seenName("vm"));
  await expectOnlyLetters();
  await workbench.dialog.press("Remove");
  const { message } = await workbench.notifications.waitFor(/rogue/);
  expect(message).not.toContain("](");
  await expectNothingToRun(/rogue/);
});

test("policies and deny assignments are shown so", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  await tree.chooseFromMenu(machine, "Remove All User-Assigned Identities...");
  await workbench.quickInput.waitFor({ title: /^Remove all user-assigned identities from / });
  const { label } = await workbench.quickInput.item(/^\W*The policy rogue/);
  expect(label).toContain(`The policy ${SEEN_ROGUE} assigns ${seenName("id")} again`);
  await expectOnlyLetters();
  emulator.control.inject({
    method: "PATCH",
    path: /virtualMachines/,
    status: 403,
    body: {
      error: {
        code: "DenyAssignmentAuthorizationFailed",
        message: `The client 'c' has permission to perform action 'a/write' on scope '/x'; however, the access is denied because of the deny assignment with name '${ROGUE}' and Id 'd' at scope '${group}'.`,
      },
    },
  });
  await workbench.quickInput.choose(APPLY);
  const dialog = await workbench.dialog.waitFor();
  expect(dialog.detail).toContain("assigns");
  await expectOnlyLetters();
  await workbench.dialog.press("Remove");
  const { message } = await workbench.notifications.waitFor(/deny assignment/);
  expect(message).toContain(`Its name is rogue [Fix it] (command:`);
  await expectNothingToRun(/deny assignment/);
});

test("the list of changes and its tooltips show them so", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.inject({
    method: "PATCH",
    path: /virtualMachines/,
    status: 500,
    body: { error: { code: "X", message: ROGUE } },
  });
  await tree.chooseFromMenu(machine, ENABLE);
  await workbench.quickInput.waitFor({ title: /^Enable the system-assigned identity of / });
  await workbench.quickInput.choose(APPLY);
  await workbench.notifications.waitFor(/rogue/);
  await expectNothingToRun(/rogue/);
  const changes = workbench.view("Changes").tree;
  const entry = [/^vm-rogue/] as const;
  const { label, description } = await changes.rowWhere(entry, "the change", (row) =>
    row.description.startsWith("Enable the system-assigned"),
  );
  expect(label).toContain(seenName("vm"));
  expect(description).not.toContain("$(");
  expect((await changes.row([...entry, "Before"])).description).toContain(seenName("id"));
  expect((await changes.row([...entry, "Why"])).description).toContain("[Fix it]");
  await expectOnlyLetters();
  for (const path of [entry, [...entry, "Before"], [...entry, "Why"]] as const) {
    expect(await changes.tooltip(path)).toContain("rogue");
    await expectOnlyLetters();
  }
});

test("locks in the way are shown so", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await tree.chooseFromMenu([ROOT, "Virtual machines", /^vm-locked/], ENABLE);
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.screen.untilTrue("the lock", async () =>
    (await workbench.quickInput.allItems()).some(({ label }) => label.includes("A lock on")),
  );
  expect((await lines(workbench)).join("\n")).toContain(seenName("lock"));
  await expectOnlyLetters();
});

test("groups of the directory and roles are shown so", async () => {
  const { workbench, emulator } = session();
  const identities = await openIdentities(workbench);
  await identities.tree.chooseFromMenu([ROOT, /^id-rogue/], "Show Groups");
  await workbench.quickInput.waitFor({ title: /^Groups of / });
  expect((await lines(workbench)).join("\n")).toContain(SEEN_ROGUE);
  await expectOnlyLetters();
  await workbench.quickInput.cancel();

  const [reader] = builtInRoles;
  const known = reader && roleDefinitionBody(reader, `/subscriptions/${subscriptions.production}`);
  const properties = { ...(known?.["properties"] as object), roleName: ROGUE, description: ROGUE };
  emulator.control.inject({
    path: /roleDefinitions\?/,
    status: 200,
    body: { value: [{ ...known, properties }] },
    times: 20,
  });
  await identities.tree.chooseFromMenu([ROOT, /^id-rogue/], "Grant Access...");
  await workbench.quickInput.waitFor({ placeholder: /^Subscription in which/ });
  await expectOnlyLetters();
  await workbench.quickInput.choose(ROOT);
  await workbench.quickInput.waitFor({ placeholder: /^Where / });
  await workbench.quickInput.choose(/The Whole Subscription$/);
  await workbench.quickInput.waitFor({ placeholder: /^Role of/ });
  expect((await workbench.quickInput.allItems()).map(({ label }) => label).join("\n")).toContain(`rogue ${LINK}`);
  await expectOnlyLetters();
});

test("code actions show them so", async () => {
  const { workbench } = session();
  await workbench.editor.open("reading.json");
  await workbench.editor.goTo(21, 30);
  const fix = `Enable the system-assigned identity of ${seenName("vm")}`;
  await workbench.screen.untilTrue("the quick fix", async () => {
    const titles = await workbench.editor.codeActions();
    if (titles.includes(fix)) {
      return true;
    }
    await workbench.page.keyboard.press("Escape");
    return false;
  });
  await expectOnlyLetters();
});

test("completions show them so", async () => {
  const { workbench } = session();
  const tree = await openResources(workbench);
  await tree.row([ROOT]);
  await workbench.editor.open("typing.json");
  await workbench.editor.goTo(17, 17);
  await workbench.editor.focus();
  const rows = workbench.page.locator(".suggest-widget.visible .monaco-list-row");
  const row = rows.filter({ hasText: `${rogueName("id").split(" ")[0] ?? ""} ` }).first();
  await workbench.screen.pressUntil("Control+Space", "the completion", () => row.isVisible());
  expect(await row.innerText()).toContain(seenName("id").replace("$(", "$ ("));
  await expectOnlyLetters();
});

test("completions show identities so that the template itself declares", async () => {
  const { workbench } = session();
  await workbench.editor.open("declaring.json");
  await workbench.editor.goTo(17, 17);
  await workbench.editor.focus();
  const row = workbench.page
    .locator(".suggest-widget.visible .monaco-list-row")
    .filter({ hasText: "id-rogue-declared" })
    .first();
  await workbench.screen.pressUntil("Control+Space", "the completion", () => row.isVisible());
  expect(await row.innerText()).toContain(`id-rogue-declared ${SEEN_ROGUE.replace("$(", "$ (")}`);
  await expectOnlyLetters();
});

test("progress and the status bar show them so", async () => {
  const { workbench, emulator } = session();
  const tree = await openResources(workbench);
  emulator.control.inject({ method: "GET", path: /vm-rogue/, delayMs: 4_000 });
  await tree.chooseFromMenu(machine, ENABLE);
  const { message } = await workbench.notifications.waitFor(/^Reading /);
  expect(message).toContain(seenName("vm"));
  await expectOnlyLetters();
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.cancel();
  await tree.chooseFromMenu([...machine, /^id-rogue/], "Copy Resource ID");
  const { text } = await workbench.statusBar.waitFor(/^Copied /);
  expect(text).toContain(seenName("id"));
  await expectOnlyLetters();
});
