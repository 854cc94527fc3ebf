import type { Subscription } from "../../../src/azure/accounts";
import { AzureError, type AzureFailure } from "../../../src/azure/azureError";
import type { VirtualMachine } from "../../../src/azure/compute/computeResource";
import type { ComputeGateway, ComputeSnapshot, OperationEnd, WriteOptions } from "../../../src/azure/compute/compute";
import { pollWaitMs } from "../../../src/azure/pollWait";
import type { IdentityChange } from "../../../src/identity/identityChange";
import { applyPatch, type IdentityPatch } from "../../../src/identity/identityPatch";
import type { IdentityState } from "../../../src/identity/identityState";
import { formatResourceId, resourceIdKey, resourceName } from "../../../src/identity/resourceId";
import type { BatchTarget } from "../../../src/mutation/batch/batchPlan";
import { subscription as production } from "./fakeGateway";
import type { VirtualClock } from "./virtualClock";

/** One request as the service has counted it. */
export interface CountedRequest {
  readonly kind: "read" | "write";
  readonly at: number;
  readonly subscriptionId: string;
  readonly name: string;
}

interface Machine {
  state: IdentityState;
  etag: number;
}

/** Many machines that behave as Azure does, on a virtual clock: a write takes its time, is polled and read again. */
export class FakeFleet implements ComputeGateway {
  readonly requests: CountedRequest[] = [];
  private readonly machines = new Map<string, Machine>();
  private readonly failures = new Map<string, (() => AzureFailure | undefined)[]>();
  /** Identities that no longer exist: a write that assigns one fails as a whole, and names it. */
  readonly dead = new Set<string>();
  mostAtOnce = 0;
  private atOnce = 0;

  constructor(
    private readonly clock: VirtualClock,
    private readonly operationMs: (id: string) => number,
  ) {}

  add(name: string, state: IdentityState, subscription: Subscription = production): string {
    const id = formatResourceId(subscription.subscriptionId, "rg", "Microsoft.Compute/virtualMachines", name);
    this.machines.set(resourceIdKey(id), { state, etag: 1 });
    return id;
  }

  state(id: string): IdentityState {
    return this.machine(id).state;
  }

  changeByOthers(id: string, change: (state: IdentityState) => IdentityState): void {
    const machine = this.machine(id);
    machine.state = change(machine.state);
    machine.etag++;
  }

  /** Asked at each write of the machine, until it gives nothing: then the write goes through. */
  failWrites(id: string, ...failures: (() => AzureFailure | undefined)[]): void {
    this.failures.set(resourceIdKey(id), failures);
  }

  writes(): string[] {
    return this.requests.filter(({ kind }) => kind === "write").map(({ name }) => name);
  }

  read(subscription: Subscription, id: string, signal: AbortSignal): Promise<ComputeSnapshot> {
    if (signal.aborted) {
      return Promise.reject(new AzureError({ reason: "cancelled", sent: false }));
    }
    this.count("read", subscription, id);
    return Promise.resolve(this.snapshot(subscription, id));
  }

  async patchIdentity(
    subscription: Subscription,
    id: string,
    patch: IdentityPatch,
    options: WriteOptions,
  ): Promise<OperationEnd> {
    const { ifMatch, signal } = options;
    if (signal.aborted) {
      throw new AzureError({ reason: "cancelled", sent: false });
    }
    this.count("write", subscription, id);
    const machine = this.machine(id);
    const failure = this.failures.get(resourceIdKey(id))?.shift()?.();
    const identityIds = Object.keys(patch.userAssignedIdentities ?? {}).filter((each) => this.dead.has(each));
    if (failure !== undefined || identityIds.length > 0) {
      throw new AzureError(failure ?? { reason: "deadIdentity", identityIds });
    }
    if (ifMatch !== String(machine.etag)) {
      throw new AzureError({ reason: "preconditionFailed" });
    }
    this.atOnce++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    try {
      await this.follow(subscription, id, options);
    } finally {
      this.atOnce--;
    }
    machine.state = applyPatch(machine.state, patch);
    machine.etag++;
    return { kind: "succeeded" };
  }

  private async follow(
    subscription: Subscription,
    id: string,
    { signal, onProgress, beforeRead }: WriteOptions,
  ): Promise<void> {
    const started = this.clock.now();
    const operationMs = this.operationMs(id);
    onProgress({ kind: "accepted" });
    for (;;) {
      await this.clock.wait(pollWaitMs(this.clock.now() - started), signal);
      await beforeRead?.("poll");
      this.count("read", subscription, id);
      const elapsedMs = this.clock.now() - started;
      if (elapsedMs >= operationMs) {
        return;
      }
      onProgress({ kind: "running", status: "InProgress", elapsedMs });
    }
  }

  private machine(id: string): Machine {
    const machine = this.machines.get(resourceIdKey(id));
    if (machine === undefined) {
      throw new AzureError({ reason: "notFound" });
    }
    return machine;
  }

  private count(kind: CountedRequest["kind"], { subscriptionId }: Subscription, id: string): void {
    this.requests.push({ kind, at: this.clock.now(), subscriptionId, name: resourceName(id) });
  }

  private snapshot(subscription: Subscription, id: string): ComputeSnapshot {
    const { state, etag } = this.machine(id);
    return { resource: machineResource(subscription, id, state), etag: String(etag) };
  }
}

export function machineResource({ subscriptionId }: Subscription, id: string, state: IdentityState): VirtualMachine {
  return {
    kind: "virtualMachine",
    id,
    name: resourceName(id),
    subscriptionId,
    resourceGroup: "rg",
    location: "westeurope",
    provisioningState: "Succeeded",
    scaleSetId: undefined,
    identity: { kind: "state", state },
  };
}

export function target(
  fleet: FakeFleet,
  id: string,
  change: IdentityChange,
  subscription: Subscription = production,
): BatchTarget {
  return { subscription, resource: machineResource(subscription, id, fleet.state(id)), change };
}
