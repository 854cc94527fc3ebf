import { beforeAll, describe, expect, it } from "vitest";
import { render } from "../../src/render/render";
import { emulatedAzure } from "../unit/azure/emulated";
import { options } from "../unit/render/operations";
import { readArmBlock, readBicepBlock } from "../unit/render/readBack";
import { send } from "./articles/takeWay";
import { matrix, matrixSeeds, plannedCase } from "./changeMatrix";
import { accessToken, changeAsExtension } from "./extension";
import { inWords, stateOnEmulator } from "./identityOnEmulator";
import { parityEstate, resourceSeeds, state } from "./parityEstate";

describe.each([
  { language: "armTemplate", read: readArmBlock },
  { language: "bicep", read: readBicepBlock },
] as const)("the rendered block of $language, deployed", ({ language, read }) => {
  const get = emulatedAzure({ seed: parityEstate(matrixSeeds) });
  let token: string;
  beforeAll(async () => {
    token = await accessToken(get());
  });

  it.each(matrix)("$title leaves what the extension's own PATCH leaves", async (entry) => {
    const { resource, subject: id, twin, change } = entry;
    const [seed] = resourceSeeds(resource, id.split("/").at(-1) ?? "", state(false));
    const identity = read(render(language, [plannedCase(entry)], options));
    // What a deployment of the template sends for this resource.
    const body = JSON.stringify({ ...seed, identity });
    await send(get(), token, { method: "PUT", id, apiVersion: options.apiVersion, body });
    await changeAsExtension(get(), twin, change);
    expect(inWords(stateOnEmulator(get().emulator, id))).toBe(inWords(stateOnEmulator(get().emulator, twin)));
  });
});
