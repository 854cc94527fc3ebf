import { type Subscription } from "../../src/azure/accounts";
import { type Azure, createAzure } from "../../src/azure/createAzure";
import { Inventory } from "../../src/azure/inventory/inventory";
import { cloudFromSettings } from "../../src/azure/signIn/clouds";
import { createIdentitySignIn } from "../../src/azure/signIn/identitySignIn";
import { environmentSource } from "../../src/azure/signIn/identitySources";
import { ChangePipeline } from "../../src/mutation/changePipeline";
import { realWait } from "../../src/mutation/clock";
import { Journal, type JournalStore } from "../../src/mutation/journal/journal";
import { JournalFiles } from "../../src/mutation/journal/journalFiles";
import { recordedWrites, type WritingGateways } from "../../src/mutation/journal/recordedWrites";
import { MutationService } from "../../src/mutation/mutationService";
import { type Emulator } from "../emulator/src/emulator";
import { type Activity } from "./activity";
import { subscriptionId, tenantId } from "./estate";
import { asOwner, type Owner } from "./virtualTime";

const account = { id: "faults", label: "Faults" };

/** The subscription of the estate, as its service principal sees it. */
export const subscription: Subscription = {
  subscriptionId,
  name: "Faults",
  tenant: { tenantId, displayName: undefined, account },
  ownerTenantId: tenantId,
};

/** A window of the product without its surface: put together as `src/extension.ts` does it, from the real parts. */
export class Session {
  readonly owner: Owner = { isDead: false };
  readonly changes: ChangePipeline;
  readonly inventory: Inventory;
  readonly journal: Journal;
  /** The writes that are no change of a resource. */
  readonly writes: WritingGateways;
  private readonly azure: Azure;

  constructor(
    emulator: Emulator,
    folder: string,
    private readonly activity: Activity,
    /** What is said of the journal's own troubles. */
    onStoreError: (error: unknown) => void,
  ) {
    const custom = {
      resourceManagerEndpoint: emulator.url,
      authority: emulator.url,
      audience: undefined,
      graphEndpoint: emulator.graphUrl,
    };
    const cloud = cloudFromSettings({ sovereignEnvironment: undefined, sovereignCustomEnvironment: undefined, custom });
    const signIn = createIdentitySignIn(() => cloud, environmentSource(process.env));
    this.azure = createAzure({ cloud: () => cloud, signIn, selectedSubscriptions: () => [] });
    this.inventory = new Inventory(this.azure.subscriptions, this.azure.inventory);
    const clock = { now: () => Date.now(), wait: realWait };
    this.journal = new Journal(new Disk(folder, activity, this.owner), clock, onStoreError);
    this.writes = recordedWrites(this.azure, this.journal);
    this.changes = new ChangePipeline(new MutationService(this.azure.compute), this.journal);
  }

  /** Runs a task as this window. */
  run<Value>(task: () => Promise<Value>): Promise<Value> {
    return asOwner(this.owner, task);
  }

  /** The process dies: nothing of it happens any more, while what it has sent goes on. */
  crash(): void {
    this.owner.isDead = true;
    this.activity.drop(this.owner);
  }

  /** The window closes in good order. */
  async close(): Promise<void> {
    await this.run(async () => {
      await this.journal.close();
      this.changes.dispose();
      this.journal.dispose();
      this.inventory.dispose();
      await Promise.resolve();
    });
  }
}

/** The real files. A process that is dead writes nothing more, and waits for nothing. */
class Disk implements JournalStore {
  private readonly files: JournalFiles;

  constructor(
    folder: string,
    private readonly activity: Activity,
    private readonly owner: Owner,
  ) {
    this.files = new JournalFiles(folder);
  }

  readonly list: JournalStore["list"] = () => this.alive(() => this.files.list());

  readonly write: JournalStore["write"] = (entry) => this.alive(() => this.files.write(entry));

  readonly remove: JournalStore["remove"] = (entry) => this.alive(() => this.files.remove(entry));

  private alive<Value>(task: () => Promise<Value>): Promise<Value> {
    return this.owner.isDead ? new Promise(() => undefined) : this.activity.during(task);
  }
}
