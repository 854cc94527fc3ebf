import { beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "../../src/render/operation";
import { render } from "../../src/render/render";
import { emulatedAzure } from "../unit/azure/emulated";
import { options } from "../unit/render/operations";
import { AzureCliSession, type ScriptResult } from "./azureCliSession";
import { batches, matrix, matrixSeeds, plannedCase } from "./changeMatrix";
import { changeAsExtension } from "./extension";
import { inWords, stateOnEmulator } from "./identityOnEmulator";
import { expectIdentityAsExtension, expectRoleAsExtension, newIdentities, newRoles, operationsOf } from "./newThings";
import { parityEstate } from "./parityEstate";
import { isInstalled } from "./tools";

const az = isInstalled("az", "no rendered line of the Azure CLI is run");

const roleTitles: ReadonlySet<string> = new Set(newRoles.map(({ title }) => title));

describe.runIf(az)("the rendered Azure CLI, run by the real one", () => {
  const get = emulatedAzure({ seed: parityEstate(matrixSeeds) });
  const results = new Map<string, ScriptResult>();
  const scripts: ReadonlyMap<string, readonly Operation[]> = new Map<string, readonly Operation[]>([
    ...matrix.map((each) => [each.title, [plannedCase(each)]] as const),
    ...batches.map(({ title, cases }) => [title, cases.map(plannedCase)] as const),
    ...newIdentities.map((wanted) => [wanted.title, operationsOf(wanted)] as const),
    ...newRoles.map((role) => [role.title, [role]] as const),
  ]);

  function script(key: string): string {
    const text = render("azureCliBash", scripts.get(key) ?? [], options);
    // The profile that Debian's compute commands need does not know the principal's type.
    return roleTitles.has(key) ? `az cloud update --profile latest && ${text}` : text;
  }

  beforeAll(async () => {
    const first = await AzureCliSession.start(get().emulator);
    const second = first.copy();
    const waiting = [...scripts.keys()].filter((key) => !roleTitles.has(key));
    // The CLI spends two to three seconds on its own start: two at a time share the queue.
    const work = async (session: AzureCliSession) => {
      for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
        results.set(key, await session.run(script(key)));
      }
    };
    try {
      await Promise.all([work(first), work(second)]);
      for (const key of roleTitles) {
        results.set(key, await first.run(script(key)));
      }
    } finally {
      first.close();
      second.close();
    }
  }, 1_200_000);

  function expectSuccess(key: string): void {
    const result = results.get(key);
    expect(result?.status, `${script(key)}\n${result?.output ?? "was not run"}`).toBe(0);
  }

  it.each(matrix)("$title leaves what the extension's own PATCH leaves", async ({ title, subject, twin, change }) => {
    expectSuccess(title);
    await changeAsExtension(get(), twin, change);
    expect(inWords(stateOnEmulator(get().emulator, subject))).toBe(inWords(stateOnEmulator(get().emulator, twin)));
  });

  it.each(batches)("a batch of $title leaves what the extension's own PATCHes leave", async ({ title, cases }) => {
    expectSuccess(title);
    for (const { subject, twin, change } of cases) {
      await changeAsExtension(get(), twin, change);
      expect(inWords(stateOnEmulator(get().emulator, subject))).toBe(inWords(stateOnEmulator(get().emulator, twin)));
    }
  });

  it.each(newIdentities)("$title is what the extension makes", async (wanted) => {
    expectSuccess(wanted.title);
    await expectIdentityAsExtension(get(), wanted);
  });

  it.each(newRoles)("$title is assigned as the extension does it", async (role) => {
    expectSuccess(role.title);
    await expectRoleAsExtension(get(), role);
  });
});
