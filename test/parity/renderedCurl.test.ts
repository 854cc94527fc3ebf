import { beforeAll, describe, expect, it } from "vitest";
import { render } from "../../src/render/render";
import { emulatedAzure } from "../unit/azure/emulated";
import { options } from "../unit/render/operations";
import { runBash } from "./azureCliSession";
import { batches, matrix, matrixSeeds, plannedCase } from "./changeMatrix";
import { accessToken, changeAsExtension } from "./extension";
import { inWords, stateOnEmulator } from "./identityOnEmulator";
import { expectIdentityAsExtension, expectRoleAsExtension, newIdentities, newRoles, operationsOf } from "./newThings";
import { parityEstate } from "./parityEstate";
import { isInstalled } from "./tools";

const curl = isInstalled("curl", "no rendered line of curl is run");

describe.runIf(curl)("the rendered curl line, run by the real curl", () => {
  const get = emulatedAzure({ seed: parityEstate(matrixSeeds) });
  let token: string;
  beforeAll(async () => {
    token = await accessToken(get());
  });

  async function run(operations: Parameters<typeof render>[1]): Promise<void> {
    const script = render("curl", operations, { ...options, resourceManager: get().emulator.url });
    const environment = { ACCESS_TOKEN: token, CURL_CA_BUNDLE: get().emulator.certificateFile };
    const { status, output } = await runBash(`set -e\n${script}`, environment);
    expect(status, `${script}\n${output}`).toBe(0);
  }

  it.each(matrix)("$title leaves what the extension's own PATCH leaves", async (entry) => {
    await run([plannedCase(entry)]);
    await changeAsExtension(get(), entry.twin, entry.change);
    expect(inWords(stateOnEmulator(get().emulator, entry.subject))).toBe(
      inWords(stateOnEmulator(get().emulator, entry.twin)),
    );
  });

  it.each(batches)("a batch of $title leaves what the extension's own PATCHes leave", async ({ cases }) => {
    await run(cases.map(plannedCase));
    for (const { subject, twin, change } of cases) {
      await changeAsExtension(get(), twin, change);
      expect(inWords(stateOnEmulator(get().emulator, subject))).toBe(inWords(stateOnEmulator(get().emulator, twin)));
    }
  });

  it.each(newRoles)("assigns $title as the extension does", async (role) => {
    await run([role]);
    await expectRoleAsExtension(get(), role);
  });

  it.each(newIdentities)("makes $title as the extension does", async (wanted) => {
    await run(operationsOf(wanted));
    await expectIdentityAsExtension(get(), wanted);
  });

  it("is refused where the etag is not the resource's", async () => {
    const operations = matrix.slice(0, 1).map((first) => ({ ...plannedCase(first), etag: '"never"' }));
    const script = render("curl", operations, { ...options, resourceManager: get().emulator.url });
    const environment = { ACCESS_TOKEN: token, CURL_CA_BUNDLE: get().emulator.certificateFile };
    const { status, output } = await runBash(script, environment);
    expect({ status, refused: output.includes("PreconditionFailed") }).toEqual({ status: 22, refused: true });
  });
});
