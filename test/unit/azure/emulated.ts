import { afterAll, afterEach, beforeAll, vi } from "vitest";
import type { SignIn, Subscription, Tenant } from "../../../src/azure/accounts";
import { AzureError, type AzureFailure } from "../../../src/azure/azureError";
import type { Cloud } from "../../../src/azure/signIn/cloud";
import { cloudFromSettings } from "../../../src/azure/signIn/clouds";
import { type Azure, createAzure } from "../../../src/azure/createAzure";
import { createIdentitySignIn } from "../../../src/azure/signIn/identitySignIn";
import { environmentSource } from "../../../src/azure/signIn/identitySources";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/src/emulator";
import { subscriptions, subscriptionSeeds } from "../../emulator/src/estate/places";
import type { LoggedRequest } from "../../emulator/src/http/requestLog";
import { trustCertificate } from "../../emulator/src/trust";

/** The real gateways, signed in by the environment to an emulator of their own. */
export interface EmulatedAzure {
  readonly emulator: Emulator;
  readonly azure: Azure;
  readonly signIn: SignIn;
  readonly cloud: () => Cloud;
  /** The filter that the subscription gateway is given. */
  filter: readonly string[];
  /** Requests to the resource manager since the test began, without the sign-in. */
  armRequests(): readonly LoggedRequest[];
}

/** Starts an emulator for the tests of a file. Scripted failures and the log of requests end with each test. */
export function emulatedAzure(options: EmulatorOptions = {}): () => EmulatedAzure {
  let running: EmulatedAzure | undefined;
  const get = (): EmulatedAzure => {
    if (running === undefined) {
      throw new Error("the emulator is not running yet");
    }
    return running;
  };
  beforeAll(async () => {
    const emulator = await startEmulator(options);
    trustCertificate(emulator.certificatePem);
    const { tenantId, clientId, clientSecret } = emulator.credentials;
    vi.stubEnv("AZURE_TENANT_ID", tenantId);
    vi.stubEnv("AZURE_CLIENT_ID", clientId);
    vi.stubEnv("AZURE_CLIENT_SECRET", clientSecret);
    const custom = {
      resourceManagerEndpoint: emulator.url,
      authority: emulator.url,
      audience: undefined,
      graphEndpoint: emulator.graphUrl,
    };
    const cloud = () =>
      cloudFromSettings({ sovereignEnvironment: undefined, sovereignCustomEnvironment: undefined, custom });
    const signIn = createIdentitySignIn(cloud, environmentSource(process.env));
    running = {
      emulator,
      signIn,
      cloud,
      filter: [],
      azure: createAzure({ cloud, signIn, selectedSubscriptions: () => get().filter }),
      armRequests: () => emulator.control.requests().filter(({ path }) => /^\/(?:subscriptions|tenants)/i.test(path)),
    };
  });
  afterEach(() => {
    running?.emulator.control.clearInjections();
    running?.emulator.control.clearRequests();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await running?.emulator.close();
  });
  return get;
}

/** A subscription of the sample estate, as its service principal sees it. */
export function subscriptionOf(subscriptionId: string = subscriptions.production): Subscription {
  const seed = subscriptionSeeds.find((candidate) => candidate.subscriptionId === subscriptionId);
  const account = { id: "tester", label: "Tester" };
  const tenant: Tenant = { tenantId: seed?.tenantId ?? "", displayName: undefined, account };
  return { subscriptionId, name: seed?.displayName ?? "", tenant, ownerTenantId: tenant.tenantId };
}

/** A signal that never fires. */
export function never(): AbortSignal {
  return new AbortController().signal;
}

/** The failure that a call ends with; fails the test where it ends otherwise. */
export async function failureOf(call: Promise<unknown>): Promise<AzureFailure> {
  return (await errorOf(call)).failure;
}

/** The error that a call ends with; fails the test where it is no AzureError. */
export async function errorOf(call: Promise<unknown>): Promise<AzureError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!AzureError.is(error)) {
    throw new Error("expected an AzureError", { cause: error });
  }
  return error;
}

/** All that an iteration gives. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}
