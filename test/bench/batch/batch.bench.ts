import { setTimeout as sleep } from "node:timers/promises";
import { cloudFromSettings } from "../../../src/azure/signIn/clouds";
import { type Azure, createAzure } from "../../../src/azure/createAzure";
import { Inventory } from "../../../src/azure/inventory/inventory";
import { createIdentitySignIn } from "../../../src/azure/signIn/identitySignIn";
import { environmentSource } from "../../../src/azure/signIn/identitySources";
import { ChangePipeline } from "../../../src/mutation/changePipeline";
import { realWait } from "../../../src/mutation/clock";
import { Journal } from "../../../src/mutation/journal/journal";
import type { BatchTarget } from "../../../src/mutation/batch/batchPlan";
import { summarize } from "../../../src/mutation/batch/batchSummary";
import { MutationService } from "../../../src/mutation/mutationService";
import { startEmulator } from "../../emulator/src/emulator";
import { largeEstate } from "../../emulator/src/estate/largeEstate";
import { trustCertificate } from "../../emulator/src/trust";
import { armBuckets, batchFloorMs } from "./batchFloor";

/**
 * Assigns an identity to many machines by one batch, over real HTTP, against an emulator that refuses what is beyond
 * Azure's buckets. The floor is what those buckets give; the bound of the design is 1.3 times the floor.
 */

const BOUND = 1.3;
const RUNS = [
  { subscriptions: 1, machines: 60, operationMs: 5_700 },
  { subscriptions: 1, machines: 60, operationMs: 17_000 },
  { subscriptions: 1, machines: 200, operationMs: 5_700 },
  { subscriptions: 10, machines: 60, operationMs: 5_700 },
];

const never = new AbortController().signal;

async function measure(subscriptions: number, machines: number, operationMs: number): Promise<boolean> {
  const seed = largeEstate({ subscriptions, machines, scaleSets: 0 });
  const emulator = await startEmulator({ seed, operationMs });
  try {
    trustCertificate(emulator.certificatePem);
    const azure = connect(emulator.url, emulator.credentials);
    const inventory = new Inventory(azure.subscriptions, azure.inventory);
    await inventory.load();
    const store = { list: () => Promise.resolve([]), write: () => Promise.resolve(), remove: () => Promise.resolve() };
    const journal = new Journal(store, { now: () => Date.now(), wait: realWait }, () => undefined);
    const changes = new ChangePipeline(new MutationService(azure.compute), journal);
    const planned = await changes.plan(targetsOf(inventory), never);
    const { toChange } = summarize(planned);
    // A user reads the plan, and the buckets fill again.
    await sleep((machines / armBuckets.read.perSecond) * 1000 + 1_000);
    emulator.control.clearRequests();
    emulator.control.setThrottling(true);
    const started = performance.now();
    const agreed = { planned, plans: toChange, origin: { kind: "change" } } as const;
    const { outcomes } = await changes.apply(agreed, { stop: never });
    const took = performance.now() - started;
    const requests = emulator.control.requests();
    const refused = requests.filter(({ status }) => status === 429).length;
    const changed = [...outcomes.values()].filter(({ kind }) => kind === "changed").length;
    // The estate spreads its machines evenly, and each subscription has buckets of its own.
    const floor = batchFloorMs(Array<number>(Math.ceil(toChange.length / subscriptions)).fill(operationMs));
    const ratio = took / floor;
    const isKept = ratio <= BOUND && refused === 0 && changed === toChange.length;
    const reads = requests.filter(({ method }) => method === "GET").length / toChange.length;
    console.log(
      `${toChange.length} machines, ${operationMs} ms each: ${(took / 1000).toFixed(1)} s, floor ${(floor / 1000).toFixed(1)} s, ` +
        `${reads.toFixed(1)} reads each, ${refused} refused, ${changed} changed`,
    );
    console.log(`ratio ${ratio.toFixed(2)}, bound ${BOUND}: ${isKept ? "kept" : "NOT KEPT"}`);
    return isKept;
  } finally {
    await emulator.close();
  }
}

interface Credentials {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

function connect(url: string, { tenantId, clientId, clientSecret }: Credentials): Azure {
  const custom = { resourceManagerEndpoint: url, authority: url, audience: undefined };
  const cloud = () =>
    cloudFromSettings({ sovereignEnvironment: undefined, sovereignCustomEnvironment: undefined, custom });
  const environment = { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret };
  Object.assign(process.env, environment);
  const signIn = createIdentitySignIn(cloud, environmentSource(process.env));
  return createAzure({ cloud, signIn, selectedSubscriptions: () => [] });
}

function targetsOf(inventory: Inventory): BatchTarget[] {
  return inventory.subscriptions.flatMap(({ subscription, resources, identities }) => {
    const ids = [...identities.keys()].filter((id) => id.endsWith("/id-three"));
    const change = { kind: "assignUserAssigned", ids } as const;
    return [...resources.values()].map((resource) => ({ subscription, resource, change }));
  });
}

async function main(): Promise<void> {
  let isKept = true;
  for (const { subscriptions, machines, operationMs } of RUNS) {
    isKept = (await measure(subscriptions, machines, operationMs)) && isKept;
  }
  process.exitCode = isKept ? 0 : 1;
}

void main();
