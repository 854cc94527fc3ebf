/**
 * Reading and diagnosing a template, when it is opened and after each keystroke, against one plain scan of its text in the same
 * run (docs/architecture.md#bounds).
 * Run: tsx test/bench/template/templateBench.ts. On a busy machine only the ratios and the shortest times say something.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { diagnose, diagnosing } from "../../../src/documents/arm/diagnose/diagnose";
import { type ArmTemplate, readArmTemplate, readingArmTemplate } from "../../../src/documents/arm/model";
import type { Sliced } from "../../../src/documents/sliced";
import { fixingAll } from "../../../src/documents/arm/fix/fixAll";
import { changeIdentity, changingIdentity } from "../../../src/documents/arm/write/changeIdentity";
import { changingSeveral, type ResourceChange } from "../../../src/documents/arm/write/changeSeveral";
import { hasSharedData, sharedDataFolder } from "../../corpus/sharedData";
import { best, fresh, line, longestTurn, workedMs } from "./measure";

/** How often each thing is done; the best of all counts, since a shared machine only ever makes things slower. */
const TIMES = 300;

/** docs/architecture.md#bounds */
const READ_BOUND = 1.5;
const STRETCH_BOUND_MS = 16;

let sink = 0;

/** Every character is fetched once, and nothing is asked about it: no reader of anything can be faster than about this. */
function bareLoop(text: string): void {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    sum = (sum + text.charCodeAt(at)) | 0;
  }
  sink = (sink + sum) | 0;
}

/** One plain scan: strings are told from the rest, brackets are counted, nothing is kept. What any reader of JSON has to do. */
function plainScan(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) {
        at += text.charCodeAt(at) === 92 ? 1 : 0;
      }
    } else if (code === 123 || code === 91) {
      depth++;
    } else if (code === 125 || code === 93) {
      depth--;
    }
  }
  sink = (sink + depth) | 0;
}

function readAndDiagnose(text: string): void {
  sink += diagnose(readArmTemplate(text)).length;
}

/** A template of about a megabyte: machines among other resources, laid out as templates are. */
function generated(): string {
  const resources = Array.from({ length: 700 }, (_, index) => ({
    type: index % 10 === 0 ? "Microsoft.Compute/virtualMachines" : "Microsoft.Network/networkInterfaces",
    apiVersion: "2023-03-01",
    name: `[concat(parameters('prefix'), '-resource-${index}')]`,
    location: "[parameters('location')]",
    tags: { purpose: "bench", number: `${index}`, owner: "[parameters('owner')]" },
    ...(index % 10 === 0 ? { identity: { type: "SystemAssigned" } } : {}),
    properties: {
      settings: Array.from({ length: 6 }, (__, part) => ({
        name: `setting-${part}`,
        value: `[resourceId('Microsoft.Network/virtualNetworks/subnets', variables('network'), 'subnet-${part}')]`,
        enabled: part % 2 === 0,
      })),
    },
  }));
  return JSON.stringify({ $schema: "x", contentVersion: "1.0.0.0", resources }, undefined, 2);
}

function realFile(name: string): readonly (readonly [string, string])[] {
  const file = path.join(sharedDataFolder, "templates/arm", name);
  return hasSharedData ? [[name.slice(0, 60), readFileSync(file, "utf8")]] : [];
}

/** How long each keystroke takes: the text changes, is read on the ground of the text before, and diagnosed. */
function typing(text: string): { readonly shortest: number; readonly median: number; readonly most: number } {
  const at = text.indexOf(`"properties"`, text.length / 2);
  const times: number[] = [];
  let template: ArmTemplate = readArmTemplate(text);
  for (let typed = 0; typed < TIMES; typed++) {
    const copy = fresh(`${text.slice(0, at)}"${"identity".slice(0, typed % 9)}": {}, ${text.slice(at)}`, 0);
    const start = performance.now();
    template = readArmTemplate(copy, template);
    sink += diagnose(template).length;
    times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  // On a shared machine the longest is as often a pause of the machine as one of the reader: nine of ten tell the two apart.
  return { shortest: times[0] ?? 0, median: times[TIMES >> 1] ?? 0, most: times[Math.floor(TIMES * 0.9)] ?? 0 };
}

async function report(name: string, text: string): Promise<void> {
  const cold = workedMs();
  const { longest: turn } = await longestTurn(readingArmTemplate(fresh(text, 0)));
  const first = workedMs() - cold;
  const bare = best(text, TIMES, bareLoop);
  const scan = best(text, TIMES, plainScan);
  const read = best(text, TIMES, readAndDiagnose);
  const parsed = best(text, TIMES, (copy) => {
    sink += typeof JSON.parse(copy) === "object" ? 1 : 0;
  });
  const keys = typing(text);
  const template = readArmTemplate(text);
  const [resource] = template.resources;
  const changed =
    resource === undefined
      ? 0
      : best(text, TIMES, () => {
          sink += changeIdentity(template, resource, { kind: "removeAll" }).kind.length;
        });
  console.log(`${name}: ${text.length} characters, ${template.resources.length} machines`);
  line("loop over all characters", `${bare.toFixed(2)} ms`);
  line("plain scan", `${scan.toFixed(2)} ms`);
  line("JSON.parse", `${parsed.toFixed(2)} ms, ${(parsed / scan).toFixed(2)} times the scan`);
  line(
    "read and diagnose",
    `${read.toFixed(2)} ms, ${(read / scan).toFixed(2)} times the scan (bound ${READ_BOUND}), ${(read / bare).toFixed(2)} times the loop`,
  );
  line(
    "opened, the first time and cold",
    `${first.toFixed(1)} ms, its longest turn ${turn.toFixed(1)} ms of work (bound ${STRETCH_BOUND_MS} ms)`,
  );
  line(
    "a keystroke, read and diagnosed",
    `${keys.shortest.toFixed(2)} ms, ${(keys.shortest / scan).toFixed(2)} times the scan, ${(keys.shortest / bare).toFixed(2)} times the loop`,
  );
  line("a keystroke, median", `${keys.median.toFixed(2)} ms`);
  line("a keystroke, nine of ten below", `${keys.most.toFixed(2)} ms (bound ${STRETCH_BOUND_MS} ms)`);
  line("a change written and read back", `${changed.toFixed(2)} ms`);
}

/** Machines that all have the same thing wrong with them. */
function wrongMachines(count: number): string {
  const resources = Array.from({ length: count }, (_, index) => ({
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2023-03-01",
    name: `[concat(parameters('prefix'), '-${index}')]`,
    location: "[parameters('location')]",
    tags: { purpose: "bench", number: `${index}`, owner: "[parameters('owner')]", note: "x".repeat(240) },
    identity: { type: "UserAssigned" },
    properties: { hardwareProfile: { vmSize: "Standard_D2s_v3" } },
  }));
  return JSON.stringify({ $schema: "x", contentVersion: "1.0.0.0", resources }, undefined, 2);
}

/** Machines that each carry the retired extension, and a role assignment that waits for it. */
function retiredExtensions(count: number): string {
  const resources = Array.from({ length: count }, (_, index) => {
    const machine = `concat(parameters('prefix'), '-${index}')`;
    return [
      { type: "Microsoft.Compute/virtualMachines", apiVersion: "2023-03-01", name: `[${machine}]`, properties: {} },
      {
        type: "Microsoft.Compute/virtualMachines/extensions",
        apiVersion: "2023-03-01",
        name: `[concat(parameters('prefix'), '-${index}/msi')]`,
        dependsOn: [`[resourceId('Microsoft.Compute/virtualMachines', ${machine})]`],
        properties: { publisher: "Microsoft.ManagedIdentity", type: "ManagedIdentityExtensionForLinux" },
      },
      {
        type: "Microsoft.Authorization/roleAssignments",
        apiVersion: "2022-04-01",
        name: `[guid('role', '${index}')]`,
        dependsOn: [`[resourceId('Microsoft.Compute/virtualMachines/extensions', ${machine}, 'msi')]`],
        properties: { principalType: "ServicePrincipal" },
      },
    ];
  });
  return JSON.stringify({ $schema: "x", contentVersion: "1.0.0.0", resources: resources.flat() }, undefined, 2);
}

/** Everything of a kind at once, for so many machines and for twice as many; the floor is one reading of the same text. */
async function reportBulk(
  name: string,
  machines: (count: number) => string,
  work: (template: ArmTemplate) => Sliced<{ readonly length: number }>,
): Promise<void> {
  console.log(name);
  let before = 0;
  for (const count of [700, 1400]) {
    const text = machines(count);
    const read = best(text, 5, (copy) => {
      sink += readArmTemplate(copy).resources.length;
    });
    const template = readArmTemplate(text);
    const start = workedMs();
    const { longest, value } = await longestTurn(work(template));
    const worked = workedMs() - start;
    const growth = before === 0 ? "" : `, ${(worked / before).toFixed(1)} times the half`;
    console.log(
      `  ${count} machines, ${text.length} characters, ${value.length} edits: ${worked.toFixed(0)} ms, ${(worked / read).toFixed(0)} readings${growth}, longest turn ${longest.toFixed(1)} ms (bound ${STRETCH_BOUND_MS} ms)`,
    );
    before = worked;
  }
}

/** Texts that nobody writes: opening one must hold nobody either. */
async function reportHostile(): Promise<void> {
  const size = 1_500_000;
  const texts: readonly (readonly [string, string])[] = [
    ["objects", "{},"],
    ["closing brackets", "]}"],
    ["open strings", `"\n`],
    ["resources in resources", `{"resources":{}},`],
    ["machines", `{"type":"Microsoft.Compute/virtualMachines","identity":{"type":"UserAssigned"}},`],
    ["readings of a principal", `"[reference('a').identity.principalId]",`],
  ];
  for (const [name, part] of texts) {
    const text = `{"resources":[${part.repeat(size / part.length)}]}`;
    const reading = await longestTurn(readingArmTemplate(text));
    const diagnosed = await longestTurn(diagnosing(reading.value));
    console.log(
      `${name} without end, longest turn: read ${reading.longest.toFixed(1)} ms, diagnosed ${diagnosed.longest.toFixed(1)} ms (bound ${STRETCH_BOUND_MS} ms)`,
    );
  }
}

async function main(): Promise<void> {
  await reportHostile();
  await reportBulk("Fix all", wrongMachines, (template) => fixingAll(template, "userAssignedWithoutIdentities"));
  await reportBulk("Remove all retired extensions", retiredExtensions, (template) =>
    fixingAll(template, "retiredExtension"),
  );
  await reportBulk("Change all", wrongMachines, function* (template) {
    const change: ResourceChange = (each, resource, options) =>
      changingIdentity(each, resource, { kind: "enableSystemAssigned" }, options);
    return (yield* changingSeveral(template, template.resources, change)).edits;
  });
  await report("generated", generated());
  for (const name of [
    "Azure__bicep-registry-modules__avm-ptn-sa-modernize-your-code-modules-network-main@e06fc092.json",
    "Azure__bicep-registry-modules__avm-ptn-sa-customer-chatbot-main@ff1622cf.json",
  ]) {
    for (const [label, text] of realFile(name)) {
      await report(label, text);
    }
  }
  console.log(`(${sink === 0 ? "nothing done" : "done"})`);
}

void main();
