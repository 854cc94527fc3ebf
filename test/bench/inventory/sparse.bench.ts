import { spawn } from "node:child_process";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { createAzure } from "../../../src/azure/createAzure";
import { forEachBounded } from "../../../src/azure/forEachBounded";
import { Inventory } from "../../../src/azure/inventory/inventory";
import { cloudFromSettings } from "../../../src/azure/signIn/clouds";
import { createIdentitySignIn } from "../../../src/azure/signIn/identitySignIn";
import { environmentSource } from "../../../src/azure/signIn/identitySources";
import { trustCertificate } from "../../emulator/src/trust";

/**
 * A sparse estate: 10,000 machines in 1,000 subscriptions, 150 ms a request. Measured is when the first and when all machines can be seen, by
 * Azure Resource Graph with the lists under way, and when the lists have ended. The floor is the same lists fetched bare, as many at once.
 */

const SUBSCRIPTIONS = 1_000;
const MACHINES = 10_000;
const LATENCY_MS = 150;
const AT_ONCE = 32;
/** All machines are seen in this part of the time that the bare lists take. */
const SEEN_BOUND = 0.5;
const LISTED_BOUND = 1.3;
const KINDS = [
  "Microsoft.Compute/virtualMachineScaleSets?api-version=2026-04-01",
  "Microsoft.Compute/virtualMachines?api-version=2026-04-01",
  "Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2024-11-30",
];

interface Place {
  readonly url: string;
  readonly certificatePem: string;
  readonly credentials: { readonly tenantId: string; readonly clientId: string; readonly clientSecret: string };
}

async function bareLists(url: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const listed = await fetch(`${url}/subscriptions?api-version=2022-12-01`, { headers });
  const first = (await listed.json()) as { value: readonly { subscriptionId: string }[]; nextLink?: string };
  const ids = first.value.map(({ subscriptionId }) => subscriptionId);
  for (let next = first.nextLink; next !== undefined;) {
    const page = (await (await fetch(next, { headers })).json()) as typeof first;
    ids.push(...page.value.map(({ subscriptionId }) => subscriptionId));
    next = page.nextLink;
  }
  const lists = ids.flatMap((id) => KINDS.map((kind) => `${url}/subscriptions/${id}/providers/${kind}`));
  const started = performance.now();
  await forEachBounded(lists, AT_ONCE, async (list) => {
    await (await fetch(list, { headers })).json();
  });
  return performance.now() - started;
}

async function main(): Promise<void> {
  const script = path.join(import.meta.dirname, "largeEmulator.ts");
  const size = [SUBSCRIPTIONS, MACHINES, 0, LATENCY_MS].map(String);
  const child = spawn(process.execPath, [...process.execArgv, script, ...size], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const line = await new Promise<string>((resolve) => createInterface(child.stdout).once("line", resolve));
    const { url, certificatePem, credentials } = JSON.parse(line) as Place;
    trustCertificate(certificatePem);
    const custom = { resourceManagerEndpoint: url, authority: url, audience: undefined };
    const cloud = () =>
      cloudFromSettings({ sovereignEnvironment: undefined, sovereignCustomEnvironment: undefined, custom });
    process.env["AZURE_TENANT_ID"] = credentials.tenantId;
    process.env["AZURE_CLIENT_ID"] = credentials.clientId;
    process.env["AZURE_CLIENT_SECRET"] = credentials.clientSecret;
    const source = environmentSource(process.env);
    const token = (await (await source.credential(cloud())).getToken(`${url}/.default`))?.token ?? "";
    const azure = createAzure({ cloud, signIn: createIdentitySignIn(cloud, source), selectedSubscriptions: () => [] });
    const floor = await bareLists(url, token);
    const inventory = new Inventory(azure.subscriptions, azure.inventory, () => azure.firstRows);
    const started = performance.now();
    let subscriptionsAt = 0;
    let [firstAt, allAt] = [0, 0];
    inventory.onDidChange((event) => {
      if (event.kind === "all" && inventory.state.kind === "loaded") {
        subscriptionsAt = performance.now() - started;
      }
      if (event.kind === "subscription" && allAt === 0) {
        const seen = inventory.subscriptions.reduce((sum, { resources }) => sum + resources.size, 0);
        firstAt = seen > 0 && firstAt === 0 ? performance.now() - started : firstAt;
        allAt = seen === MACHINES ? performance.now() - started : 0;
      }
    });
    await inventory.load();
    const listedAt = performance.now() - started;
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
    const known = inventory.subscriptions.reduce((sum, { resources }) => sum + resources.size, 0);
    console.log(
      `${MACHINES} machines in ${SUBSCRIPTIONS} subscriptions: subscriptions ${seconds(subscriptionsAt)}, first rows ${seconds(firstAt)}, ` +
        `all seen ${seconds(allAt)}, listed ${seconds(listedAt)}; bare lists ${seconds(floor)}`,
    );
    const isKept =
      known === MACHINES &&
      allAt - subscriptionsAt <= SEEN_BOUND * floor &&
      listedAt - subscriptionsAt <= LISTED_BOUND * floor;
    console.log(isKept ? "kept" : "NOT KEPT");
    process.exitCode = isKept ? 0 : 1;
  } finally {
    child.kill();
  }
}

void main();
