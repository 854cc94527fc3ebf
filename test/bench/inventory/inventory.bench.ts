import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { cloudFromSettings } from "../../../src/azure/signIn/clouds";
import { createAzure } from "../../../src/azure/createAzure";
import { forEachBounded } from "../../../src/azure/forEachBounded";
import { Inventory } from "../../../src/azure/inventory/inventory";
import { createIdentitySignIn } from "../../../src/azure/signIn/identitySignIn";
import { environmentSource } from "../../../src/azure/signIn/identitySources";
import { trustCertificate } from "../../emulator/src/trust";

/**
 * Lists 50 subscriptions with 10,000 machines and 1,000 scale sets through the inventory, against the floor: the same pages fetched bare,
 * as many at a time. The bound of the design is 1.3 times the floor.
 */

const BOUND = 1.3;
const ROUNDS = 5;
const AT_ONCE = 32;
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

interface Listing {
  readonly value: readonly { readonly subscriptionId?: string }[];
  readonly nextLink?: string;
}

async function fetchJson<Answer>(url: string, token: string): Promise<Answer> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return JSON.parse(await answer.text()) as Answer;
}

async function bare(url: string, token: string, subscriptionIds: readonly string[]): Promise<number> {
  let items = 0;
  const lists = subscriptionIds.flatMap((id) => KINDS.map((kind) => `${url}/subscriptions/${id}/providers/${kind}`));
  await forEachBounded(lists, AT_ONCE, async (first) => {
    for (let next: string | undefined = first; next !== undefined;) {
      const page: Listing = await fetchJson<Listing>(next, token);
      items += page.value.length;
      next = page.nextLink;
    }
  });
  return items;
}

async function timed<T>(task: () => Promise<T>): Promise<{ result: T; milliseconds: number }> {
  const start = performance.now();
  const result = await task();
  return { result, milliseconds: performance.now() - start };
}

async function main(): Promise<void> {
  const script = path.join(import.meta.dirname, "largeEmulator.ts");
  const child = spawn(process.execPath, [...process.execArgv, script], { stdio: ["ignore", "pipe", "inherit"] });
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
    const signIn = createIdentitySignIn(cloud, source);
    const token = (await (await source.credential(cloud())).getToken(`${url}/.default`))?.token ?? "";
    const { value } = await fetchJson<Listing>(`${url}/subscriptions?api-version=2022-12-01`, token);
    const subscriptionIds = value.flatMap(({ subscriptionId }) => subscriptionId ?? []);
    const azure = createAzure({ cloud, signIn, selectedSubscriptions: () => [] });
    const inventory = new Inventory(azure.subscriptions, azure.inventory);
    await inventory.load();
    const floors: number[] = [];
    const measured: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const floor = await timed(() => bare(url, token, subscriptionIds));
      floors.push(floor.milliseconds);
      measured.push((await timed(() => inventory.refresh())).milliseconds);
      const known = inventory.subscriptions.reduce((sum, each) => sum + each.resources.size + each.identities.size, 0);
      if (known !== floor.result) {
        throw new Error(`The inventory knows ${known} things, the pages hold ${floor.result}.`);
      }
    }
    const ratio = Math.min(...measured) / Math.min(...floors);
    console.log(`bare pages ${Math.min(...floors).toFixed(0)} ms, inventory ${Math.min(...measured).toFixed(0)} ms`);
    console.log(`ratio ${ratio.toFixed(2)}, bound ${BOUND}: ${ratio <= BOUND ? "kept" : "NOT KEPT"}`);
    process.exitCode = ratio <= BOUND ? 0 : 1;
  } finally {
    child.kill();
  }
}

void main();
