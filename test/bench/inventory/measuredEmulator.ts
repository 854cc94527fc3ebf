import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Azure, createAzure } from "../../../src/azure/createAzure";
import { forEachBounded } from "../../../src/azure/forEachBounded";
import { cloudFromSettings } from "../../../src/azure/signIn/clouds";
import { createIdentitySignIn } from "../../../src/azure/signIn/identitySignIn";
import { environmentSource } from "../../../src/azure/signIn/identitySources";
import { trustCertificate } from "../../emulator/src/trust";

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

/** A large estate in a process of its own, and the ways to list it that are compared. */
export interface MeasuredEmulator {
  readonly azure: Azure;
  /** The subscriptions, as the bare pages have them. */
  readonly subscriptionIds: () => Promise<readonly string[]>;
  /** Fetches the pages of all lists and does nothing with them, as many at once as the inventory. @returns how many things they hold */
  readonly bareLists: (subscriptionIds: readonly string[]) => Promise<number>;
}

/** Runs a task against the emulator. `size`: the arguments of largeEmulator.ts. */
export async function withLargeEmulator(
  size: readonly number[],
  task: (emulator: MeasuredEmulator) => Promise<void>,
): Promise<void> {
  const script = path.join(import.meta.dirname, "largeEmulator.ts");
  const child = spawn(process.execPath, [...process.execArgv, script, ...size.map(String)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const line = await new Promise<string>((resolve) => createInterface(child.stdout).once("line", resolve));
    await task(await connectTo(JSON.parse(line) as Place));
  } finally {
    child.kill();
  }
}

async function connectTo({ url, certificatePem, credentials }: Place): Promise<MeasuredEmulator> {
  trustCertificate(certificatePem);
  const custom = { resourceManagerEndpoint: url, authority: url, audience: undefined };
  const cloud = () =>
    cloudFromSettings({ sovereignEnvironment: undefined, sovereignCustomEnvironment: undefined, custom });
  process.env["AZURE_TENANT_ID"] = credentials.tenantId;
  process.env["AZURE_CLIENT_ID"] = credentials.clientId;
  process.env["AZURE_CLIENT_SECRET"] = credentials.clientSecret;
  const source = environmentSource(process.env);
  const token = (await (await source.credential(cloud())).getToken(`${url}/.default`))?.token ?? "";
  const pages = async function* (first: string): AsyncGenerator<Listing["value"], void, void> {
    for (let next: string | undefined = first; next !== undefined;) {
      const answer: Response = await fetch(next, { headers: { authorization: `Bearer ${token}` } });
      const page = JSON.parse(await answer.text()) as Listing;
      yield page.value;
      next = page.nextLink;
    }
  };
  return {
    azure: createAzure({ cloud, signIn: createIdentitySignIn(cloud, source), selectedSubscriptions: () => [] }),
    subscriptionIds: async () => {
      const ids: string[] = [];
      for await (const page of pages(`${url}/subscriptions?api-version=2022-12-01`)) {
        ids.push(...page.flatMap(({ subscriptionId }) => subscriptionId ?? []));
      }
      return ids;
    },
    bareLists: async (subscriptionIds) => {
      let items = 0;
      const lists = subscriptionIds.flatMap((id) =>
        KINDS.map((kind) => `${url}/subscriptions/${id}/providers/${kind}`),
      );
      await forEachBounded(lists, AT_ONCE, async (list) => {
        for await (const page of pages(list)) {
          items += page.length;
        }
      });
      return items;
    },
  };
}

/** Runs a task. @returns what it comes to, and how long it took */
export async function timed<Result>(task: () => Promise<Result>): Promise<{ result: Result; milliseconds: number }> {
  const start = performance.now();
  const result = await task();
  return { result, milliseconds: performance.now() - start };
}
