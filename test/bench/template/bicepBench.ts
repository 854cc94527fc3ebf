/**
 * Reading and diagnosing a Bicep file, when it is opened and after each keystroke, against one plain scan of its text in the same run
 * (docs/architecture.md#bounds). Run: tsx test/bench/template/bicepBench.ts. On a busy machine only the ratios and the shortest times
 * say something.
 */
import { diagnose, diagnosing } from "../../../src/documents/bicep/diagnose/diagnose";
import { readBicep, readingBicep } from "../../../src/documents/bicep/model";
import { changeIdentity } from "../../../src/documents/bicep/write/changeIdentity";
import { best, fresh, line, longestTurn, workedMs } from "./measure";

const TIMES = 100;

/** docs/architecture.md#bounds */
const READ_BOUND = 2;
const STRETCH_BOUND_MS = 16;
const FIRST_BOUND_MS = 100;

let sink = 0;

/** One plain scan: strings and comments are told from the rest, brackets are counted, nothing is kept. */
function plainScan(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 39) {
      for (at++; at < text.length && text.charCodeAt(at) !== 39; at++) {
        at += text.charCodeAt(at) === 92 ? 1 : 0;
      }
    } else if (code === 47 && text.charCodeAt(at + 1) === 47) {
      for (; at < text.length && text.charCodeAt(at) !== 10; at++);
    } else if (code === 123 || code === 91 || code === 40) {
      depth++;
    } else if (code === 125 || code === 93 || code === 41) {
      depth--;
    }
  }
  sink = (sink + depth) | 0;
}

/** A file of about so many characters: machines among other resources, as files are. */
function generated(size: number): string {
  const parts: string[] = ["param location string = resourceGroup().location\n\n"];
  for (let index = 0, length = 0; length < size; index++) {
    const isMachine = index % 10 === 0;
    const type = isMachine ? "Microsoft.Compute/virtualMachines" : "Microsoft.Network/networkInterfaces";
    const settings = Array.from(
      { length: 6 },
      (_, part) =>
        `      {\n        name: 'setting-${part}' // what it is for\n        value: resourceId('Microsoft.Network/virtualNetworks/subnets', network, 'subnet-\${prefix}-${part}')\n        enabled: ${part % 2 === 0}\n      }\n`,
    );
    const resource = `resource resource${index} '${type}@2024-07-01' = {\n  name: '\${prefix}-resource-${index}'\n  location: location\n${
      isMachine ? "  identity: {\n    type: 'SystemAssigned'\n  }\n" : ""
    }  tags: {\n    purpose: 'bench'\n  }\n  properties: {\n    settings: [\n${settings.join("")}    ]\n  }\n}\n\n`;
    parts.push(resource);
    length += resource.length;
  }
  return parts.join("");
}

/** The longest turn of reading and diagnosing while an identity is typed in the middle of a text. */
async function longestWhileTyping(text: string): Promise<number> {
  const at = text.indexOf("  properties: {", text.length / 2);
  const typed =
    "  identity: {\n    type: 'UserAssigned'\n    userAssignedIdentities: {\n      '${id.id}': {}\n    }\n  }\n";
  // In a text of several MB not every letter says something new.
  const step = text.length > 1_500_000 ? 12 : 1;
  let longest = 0;
  for (let count = 1; count <= typed.length; count += step) {
    const read = await longestTurn(readingBicep(`${text.slice(0, at)}${typed.slice(0, count)}${text.slice(at)}`));
    const diagnosed = await longestTurn(diagnosing(read.value));
    longest = Math.max(longest, read.longest, diagnosed.longest);
  }
  return longest;
}

async function report(name: string, text: string): Promise<void> {
  const times = Math.max(3, Math.floor((TIMES * 200_000) / Math.max(200_000, text.length)));
  const cold = workedMs();
  const opened = await longestTurn(readingBicep(fresh(text, 0)));
  const first = workedMs() - cold;
  const diagnosed = await longestTurn(diagnosing(opened.value));
  const scan = best(text, times, plainScan);
  const read = best(text, times, (copy) => (sink += diagnose(readBicep(copy)).length));
  console.log(`${name}: ${text.length} characters, ${opened.value.resources.length} machines`);
  line("plain scan", `${scan.toFixed(2)} ms`);
  line("read and diagnose", `${read.toFixed(2)} ms, ${(read / scan).toFixed(2)} times the scan (bound ${READ_BOUND})`);
  line("opened, the first time and cold", `${first.toFixed(1)} ms (bound for 200 KB ${FIRST_BOUND_MS} ms)`);
  line(
    "longest turn, read and diagnosed",
    `${opened.longest.toFixed(1)} and ${diagnosed.longest.toFixed(1)} ms of work (bound ${STRETCH_BOUND_MS} ms)`,
  );
  line(
    "longest turn while typing",
    `${(await longestWhileTyping(text)).toFixed(1)} ms of work (bound ${STRETCH_BOUND_MS} ms)`,
  );
  const file = readBicep(text);
  const [resource] = file.resources;
  if (resource !== undefined && text.length < 1_000_000) {
    const changed = best(
      text,
      times,
      () => (sink += changeIdentity(file, resource, { kind: "removeAll" }).kind.length),
    );
    line("a change written and read back", `${changed.toFixed(2)} ms`);
  }
}

async function main(): Promise<void> {
  await report("200 KB", generated(200_000));
  await report(
    "200 KB, a bracket is missing in the middle",
    generated(200_000).replace(/\}\n\n(?=resource resource150)/, "\n\n"),
  );
  await report("1 MB", generated(1_000_000));
  await report("8 MB", generated(8_000_000));
  console.log(`(${sink === 0 ? "nothing done" : "done"})`);
}

void main();
