import { AzureError, type AzureFailure } from "../../../src/azure/azureError";
import type { Subscription } from "../../../src/azure/accounts";
import type { ComputeResource } from "../../../src/azure/compute/computeResource";
import type { ComputeGateway, ComputeSnapshot, OperationEnd, WriteOptions } from "../../../src/azure/compute/compute";
import { applyPatch, type IdentityPatch } from "../../../src/identity/identityPatch";
import type { IdentityState } from "../../../src/identity/identityState";

export const subscription: Subscription = {
  subscriptionId: "11111111-1111-1111-1111-111111111111",
  name: "Production",
  tenant: { tenantId: "t1", displayName: "Contoso", account: { id: "a1", label: "ops@contoso.example" } },
  ownerTenantId: "t1",
};

export const vmId =
  "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1";

/** An operation says that it has failed in an answer that is a success. */
const OPERATION = { status: 200, code: undefined, message: "", correlationId: undefined };

interface ScriptedFailure {
  /** The service takes it, and it is the operation that fails. */
  readonly accepted?: boolean;
  /** It is carried out all the same. */
  readonly arrives?: boolean;
  readonly meanwhile?: () => void;
}

/** One resource that behaves as Azure does, with scripted failures and writes by others in between. */
export class FakeGateway implements ComputeGateway {
  readonly calls: string[] = [];
  readonly ifMatches: (string | undefined)[] = [];
  private etag = 1;
  private readonly failures: { failure: AzureFailure; how: ScriptedFailure }[] = [];
  private readonly failedReads: AzureFailure[] = [];

  /** Of the next reads, before it is "Succeeded" again. */
  readonly provisioningStates: string[] = [];

  constructor(
    private state: IdentityState,
    private readonly resource: Partial<ComputeResource> = {},
  ) {}

  get current(): IdentityState {
    return this.state;
  }

  /** A write by somebody else. */
  changeByOthers(change: (state: IdentityState) => IdentityState): void {
    this.state = change(this.state);
    this.etag++;
  }

  /** Lets the next write fail. */
  failNext(failure: AzureFailure, how: ScriptedFailure = {}): void {
    this.failures.push({ failure, how });
  }

  /** Lets the next read fail. */
  failNextRead(failure: AzureFailure): void {
    this.failedReads.push(failure);
  }

  read(): Promise<ComputeSnapshot> {
    this.calls.push("GET");
    const failure = this.failedReads.shift();
    return failure === undefined ? Promise.resolve(this.snapshot()) : Promise.reject(new AzureError(failure));
  }

  async patchIdentity(_: Subscription, __: string, patch: IdentityPatch, options: WriteOptions): Promise<OperationEnd> {
    this.calls.push(`PATCH ${JSON.stringify(patch)}`);
    this.ifMatches.push(options.ifMatch);
    const scripted = this.failures.shift();
    if (scripted) {
      const { accepted = false, arrives = false, meanwhile } = scripted.how;
      if (accepted) {
        options.onProgress({ kind: "accepted" });
      }
      if (arrives) {
        this.write(patch);
      }
      meanwhile?.();
      const { reason } = scripted.failure;
      const isSeen = accepted && (reason === "conflict" || reason === "operationFailed");
      const error = new AzureError(scripted.failure, isSeen ? OPERATION : undefined);
      if (!accepted) {
        throw error;
      }
      await Promise.resolve();
      return { kind: isSeen ? "failed" : "notSeen", error };
    }
    if (options.ifMatch !== undefined && options.ifMatch !== String(this.etag)) {
      throw new AzureError({ reason: "preconditionFailed" });
    }
    this.write(patch);
    options.onProgress({ kind: "accepted" });
    return await Promise.resolve({ kind: "succeeded" });
  }

  private write(patch: IdentityPatch): void {
    this.state = applyPatch(this.state, patch);
    this.etag++;
  }

  private snapshot(): ComputeSnapshot {
    const resource: ComputeResource = {
      kind: "virtualMachine",
      id: vmId,
      name: "vm1",
      subscriptionId: subscription.subscriptionId,
      resourceGroup: "rg",
      location: "westeurope",
      provisioningState: this.provisioningStates.shift() ?? "Succeeded",
      scaleSetId: undefined,
      identity: { kind: "state", state: this.state },
      ...(this.resource as object),
    };
    return { resource, etag: String(this.etag) };
  }
}
