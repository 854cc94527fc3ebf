import { beforeEach, describe, expect, it, vi } from "vitest";
import { readHistory } from "../../../../src/features/identityHistory/readHistory";
import {
  describeEvent,
  historyCsv,
  historyJson,
  historyText,
} from "../../../../src/features/identityHistory/historyWords";
import { historyLines } from "../../../../src/features/identityHistory/showIdentityHistory";
import { kqlText } from "../../../../src/azure/http/resourceGraph";
import { machines } from "../../../emulator/src/estate/contosoMachines";
import { identities } from "../../../emulator/src/estate/identitySeeds";
import { emulatedAzure, never } from "../../azure/emulated";
import { emulatedServices, targetsOf } from "../support/emulatedServices";
import { user } from "../support/fakeUser";

vi.mock("vscode", () => import("../support/fakeUser"));

const emulated = emulatedAzure();
const isLive = () => false;
beforeEach(() => {
  user.reset();
});

async function historyOf(id: string, services = emulatedServices(emulated()), isGraphAllowed = true) {
  const [target] = await targetsOf(services, [id]);
  if (target === undefined) {
    throw new Error("not listed");
  }
  return await readHistory(services, target, isGraphAllowed, never());
}

describe("who changed the identities of a resource", () => {
  it("is told of others, with what they changed, and of what was changed here", async () => {
    const { control } = emulated().emulator;
    const assigned = { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [identities.webApi]: {} } };
    control.patchAsThirdParty(machines.legacy, { identity: assigned });
    control.patchAsThirdParty(machines.legacy, { identity: { type: "None" } });
    control.patchAsThirdParty(machines.both, { tags: { a: "b" } });
    const services = emulatedServices(emulated());
    const [target] = await targetsOf(services, [machines.legacy]);
    if (target === undefined) {
      throw new Error("not listed");
    }
    user.choices.set(/./, /Apply/);
    await services.changeIdentities([{ ...target, change: { kind: "enableSystemAssigned" } }]);
    const { events, gaps } = await historyOf(machines.legacy, services);
    expect(gaps).toEqual([]);
    const words = events.map((event) => describeEvent(event, isLive));
    expect(words.filter((each) => each.includes("assigned id-web-api"))).toHaveLength(1);
    expect(words.filter((each) => each.includes("removed id-web-api"))).toHaveLength(1);
    expect(words.join("\n")).toMatch(/^Enable the system-assigned identity: /m);
    expect(events.filter(({ kind }) => kind === "own")).toHaveLength(1);
    const others = events.filter((event) => event.kind === "changed" && event.by === "deploy@contoso.example");
    expect(others).toHaveLength(2);
    expect(historyLines({ events, gaps, at: 0 }, isLive).map(({ label }) => label)).toContain(words[0]);
  });

  it("is said not to be known where a source refuses or is not to be asked", async () => {
    const refused = { error: { code: "AuthorizationFailed", message: "no" } };
    const { control } = emulated().emulator;
    control.inject({ path: /Microsoft\.Insights/, status: 403, body: refused, times: 9 });
    control.inject({ path: /ResourceGraph/, status: 403, body: refused, times: 9 });
    const history = await historyOf(machines.both);
    expect(history.gaps.map(({ kind }) => kind)).toEqual(["changes", "writes"]);
    expect(historyText("t", history, isLive)).toContain("Activity log of the last 90 days: You don't have permission");
    control.clearInjections();
    control.clearRequests();
    const off = await historyOf(machines.both, undefined, false);
    expect(off.gaps).toEqual([{ kind: "off" }]);
    expect(control.requests().filter(({ path }) => /ResourceGraph/.test(path))).toEqual([]);
    expect(off.events.map(({ kind }) => kind)).toEqual(["written"]);
  });

  it("can be saved, whatever the answers hold", async () => {
    const history = await historyOf(machines.legacy);
    const [event] = history.events;
    const hostile = event?.kind === "changed" || event?.kind === "written" ? { ...event, by: "=cmd()" } : event;
    const saved = { ...history, events: hostile === undefined ? [] : [hostile] };
    expect(historyCsv(saved, isLive)).toContain(`"'=cmd()"`);
    expect(JSON.parse(historyJson(history))).toMatchObject({ notChecked: [] });
    expect(kqlText("a'b\\c\nd")).toBe("'a\\'b\\\\c d'");
  });
});
