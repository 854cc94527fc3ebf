import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readIdentity } from "../../src/identity/readIdentity";
import { emulatedAzure } from "../unit/azure/emulated";
import { articleText, bare, hasArticles } from "./articles/articleText";
import type { Check, ParityRow } from "./articles/row";
import { rows } from "./articles/rows";
import { graphSend, requestOfRow, send } from "./articles/takeWay";
import { AzureCliSession } from "./azureCliSession";
import {
  accessToken,
  addToGroupAsExtension,
  changeAsExtension,
  createAsExtension,
  createIdentityAsExtension,
  createResourceGroupAsExtension,
  findGroupsAsExtension,
  readAsExtension,
  rolesOf,
} from "./extension";
import { inWords, likenessOf, principalOf, stateOnEmulator } from "./identityOnEmulator";
import {
  directoryGroups,
  identityId,
  parityEstate,
  resourceGroupId,
  resourceId,
  resourceSeeds,
  state,
} from "./parityEstate";
import { isInstalled } from "./tools";

const az = isInstalled("az", "no line of the articles for the Azure CLI is run");

/** The resource that the article's way is taken on: the articles' own name, so that their lines run as they stand. */
const SUBJECT = "myVMSS";
const TWIN = "twin";

type CheckOf<Kind extends Check["kind"]> = Extract<Check, { kind: Kind }>;
type RowOf<Kind extends Check["kind"]> = ParityRow & { readonly check: CheckOf<Kind> };

function rowsOf<Kind extends Check["kind"]>(kind: Kind): RowOf<Kind>[] {
  return rows.filter((row): row is RowOf<Kind> => row.check.kind === kind && canRun(row.check));
}

/** The CLI's lines need the CLI. */
function canRun(check: Check): boolean {
  const way = "way" in check ? check.way : undefined;
  const runsCli = way?.kind === "azureCli" || (check.kind === "read" && check.cliLine !== undefined);
  return az || !runsCli;
}

function title(row: ParityRow): string {
  return `${row.article.title}, ${row.language}: ${row.operation}`;
}

describe.runIf(hasArticles)("every row stands in its article", () => {
  it.each(rows.map((row) => ({ row, name: title(row) })))("$name", ({ row }) => {
    expect(bare(articleText(row.article))).toContain(bare(row.text));
  });
});

describe("the articles' ways and the extension's", () => {
  const get = emulatedAzure({ seed: parityEstate([]) });
  let token: string;
  let cli: AzureCliSession | undefined;
  beforeAll(async () => {
    token = await accessToken(get());
    cli = az ? await AzureCliSession.start(get().emulator) : undefined;
    // The Azure CLI's own template names no principalType, so that Azure can refuse it for a new principal.
    get().emulator.control.setReplication({ tries: 0, skippedByPrincipalType: true });
  }, 60_000);
  afterAll(() => cli?.close());

  function place(row: ParityRow, before: Parameters<typeof resourceSeeds>[2]): { subject: string; twin: string } {
    for (const name of [SUBJECT, TWIN]) {
      for (const { id, ...body } of resourceSeeds(row.resource, name, before)) {
        get().emulator.control.put(id, body);
      }
    }
    return { subject: resourceId(row.resource, SUBJECT), twin: resourceId(row.resource, TWIN) };
  }

  async function runCli(line: string): Promise<string> {
    const result = await cli?.run(line);
    expect(result?.status, result?.output).toBe(0);
    return result?.output ?? "";
  }

  /** Takes the article's way on the subject and tells what it carries afterwards. */
  async function articleLeaves(
    row: ParityRow,
    check: CheckOf<"sameState" | "leavesAsItWas" | "created">,
  ): Promise<string> {
    const { way } = check;
    if (way.kind === "words") {
      return inWords(way.after);
    }
    const id = resourceId(row.resource, SUBJECT);
    const request = requestOfRow(row, SUBJECT);
    if (way.kind === "azureCli") {
      await runCli(way.line);
    } else if (request !== undefined) {
      await send(get(), token, { ...request, id });
    }
    return inWords(stateOnEmulator(get().emulator, id));
  }

  it.each(rowsOf("sameState").map((row) => ({ row, name: title(row) })))("$name: the same state", async ({ row }) => {
    const { twin } = place(row, row.check.before);
    const left = await articleLeaves(row, row.check);
    await changeAsExtension(get(), twin, row.check.change);
    expect(inWords(stateOnEmulator(get().emulator, twin))).toBe(left);
    expect(left).not.toBe(inWords(row.check.before));
  });

  it.each(rowsOf("leavesAsItWas").map((row) => ({ row, name: title(row) })))(
    "$name: the article's line removes nothing, the extension does what the article says",
    async ({ row }) => {
      const { twin } = place(row, row.check.before);
      expect(await articleLeaves(row, row.check)).toBe(inWords(row.check.before));
      await changeAsExtension(get(), twin, row.check.change);
      expect(inWords(stateOnEmulator(get().emulator, twin))).toBe(inWords(row.check.after));
    },
  );

  it.each(rowsOf("created").map((row) => ({ row, name: title(row) })))(
    "$name: the same new resource",
    async ({ row }) => {
      const { wanted, role } = row.check;
      const [subject, twin] = [resourceId(row.resource, SUBJECT), resourceId(row.resource, TWIN)];
      get().emulator.control.remove(subject);
      get().emulator.control.remove(twin);
      const left = await articleLeaves(row, row.check);
      const likeness = likenessOf(get().emulator, subject);
      await createAsExtension(get(), row.resource, { name: TWIN, identity: wanted, role, ...likeness });
      expect(inWords(stateOnEmulator(get().emulator, twin))).toBe(left);
      expect(left).toBe(inWords(wanted));
      expect(likenessOf(get().emulator, twin)).toEqual(likeness);
      if (role !== undefined) {
        const roles = await Promise.all([subject, twin].map((id) => rolesOf(get(), principalOf(get().emulator, id))));
        expect(roles).toEqual([[role], [role]]);
      }
    },
  );

  it.each(rowsOf("onlyHere").map((row) => ({ row, name: title(row) })))(
    "$name: the extension does it",
    async ({ row }) => {
      const likeness = { location: "westus", size: "Standard_DS1_v2", instanceCount: 2 };
      const id = resourceId(row.resource, TWIN);
      get().emulator.control.remove(id);
      await createAsExtension(get(), row.resource, {
        name: TWIN,
        identity: row.check.wanted,
        role: undefined,
        ...likeness,
      });
      expect(inWords(stateOnEmulator(get().emulator, id))).toBe(inWords(row.check.wanted));
    },
  );

  it.each(rowsOf("made").map((row) => ({ row, name: title(row) })))("$name: the same is made", async ({ row }) => {
    const { way, what } = row.check;
    const idOf = what === "identity" ? identityId : resourceGroupId;
    const [theirs, ours] = [idOf("made-by-article"), idOf("made-by-extension")];
    get().emulator.control.remove(theirs);
    get().emulator.control.remove(ours);
    if (way.kind === "azureCli") {
      await runCli(way.line);
    } else {
      // New-AzUserAssignedIdentity sends this PUT; a location is mandatory today.
      const body = JSON.stringify({ location: "westus" });
      await send(get(), token, { method: "PUT", id: theirs, apiVersion: "2023-01-31", body });
    }
    await (what === "identity" ? createIdentityAsExtension : createResourceGroupAsExtension)(
      get(),
      "made-by-extension",
    );
    const facts = [theirs, ours].map((id) => {
      const { location, tags } = get().emulator.control.resource(id) ?? {};
      return { location, tags };
    });
    expect(facts[0]?.location).toBe("westus");
    expect(facts[1]).toEqual(facts[0]);
  });

  it.each(rowsOf("read").map((row) => ({ row, name: title(row) })))("$name: the same reading", async ({ row }) => {
    const { before, apiVersion, cliLine } = row.check;
    const { subject } = place(row, before);
    const answer: unknown =
      cliLine === undefined
        ? ((await send(get(), token, { method: "GET", id: subject, apiVersion })) as { identity?: unknown }).identity
        : JSON.parse(await runCli(`${cliLine} --output json --only-show-errors`));
    const theirs = readIdentity(answer);
    const ours = await readAsExtension(get(), subject);
    // At 2018-06-01 a scale set does not tell the ids of its user-assigned identities (docs/azure-behaviour.md#first-answer-of-a-patch).
    for (const reading of [theirs, ours]) {
      expect(reading.kind === "state" && inWords(reading.state)).toBe(inWords(before));
    }
    expect(ours.kind === "state" && ours.state.systemAssigned?.principalId).toEqual(
      theirs.kind === "state" && theirs.state.systemAssigned?.principalId,
    );
  });

  it.each(rowsOf("groupFound").map((row) => ({ row, name: title(row) })))("$name: the same group", async () => {
    const [{ displayName }] = directoryGroups;
    const path = `/groups?$filter=startswith(displayName,'${displayName}')`;
    const found = await graphSend(get(), await accessToken(get(), "graph"), { method: "GET", path });
    const theirs = (found as { value: readonly { id: string }[] }).value.map(({ id }) => id);
    expect(await findGroupsAsExtension(get(), displayName)).toEqual(theirs);
    expect(theirs).toEqual([directoryGroups[0].id]);
  });

  it.each(rowsOf("memberAdded").map((row) => ({ row, name: title(row) })))(
    "$name: the same member",
    async ({ row }) => {
      const { subject } = place(row, state(true));
      const principalId = principalOf(get().emulator, subject);
      const [theirs, ours] = [directoryGroups[0].id, directoryGroups[1].id];
      // New-MgGroupMember sends this reference.
      const body = { "@odata.id": `${get().emulator.graphUrl}/v1.0/directoryObjects/${principalId}` };
      const request = { method: "POST", path: `/groups/${theirs}/members/$ref`, body: JSON.stringify(body) };
      await graphSend(get(), await accessToken(get(), "graph"), request);
      await addToGroupAsExtension(get(), ours, principalId);
      expect(get().emulator.control.groupMembers(theirs)).toEqual([principalId]);
      expect(get().emulator.control.groupMembers(ours)).toEqual([principalId]);
    },
  );
});

it("says of every row that is not compared why", () => {
  expect(rows.filter((row) => row.check.kind === "notCompared" && row.note === undefined)).toEqual([]);
});
