import { objectIdOf } from "../directory";
import { textAt } from "../json";
import { scaleSetType, vmType } from "../compute/machineKinds";
import { identityType } from "../managedIdentity/identityType";
import { principalNotFound } from "../serviceErrors";
import { type World } from "../world";

/** How long the directory takes to know a new principal, counted in tries, so that tests need not wait. */
export interface Replication {
  /** How many role assignments of a fresh principal are refused before one is accepted. */
  readonly tries: number;
  /** Whether naming the `principalType` skips the check, as the service documents (docs/azure-behaviour.md#a-principal-that-is-still-unknown). */
  readonly skippedByPrincipalType: boolean;
}

/** Principals of managed identities that came into being while the emulator ran, and the refusals they still get. */
export class FreshPrincipals {
  readonly #left = new Map<string, number>();

  constructor(private readonly replication: () => Replication) {}

  add(principalId: string): void {
    this.#left.set(principalId, this.replication().tries);
  }

  /** Whether the directory does not know it yet; each question brings it nearer. */
  stillUnknown(principalId: string): boolean {
    const left = this.#left.get(principalId) ?? 0;
    this.#left.set(principalId, left - 1);
    return left > 0;
  }
}

/** Refuses a role assignment of a principal that the directory does not know, or not yet. */
export function checkPrincipal(
  world: World,
  tenantId: string,
  principalId: string,
  principalType: string | undefined,
): void {
  if (principalType !== undefined && world.settings.replication.skippedByPrincipalType) {
    return;
  }
  if (world.freshPrincipals.stillUnknown(principalId) || !isKnown(world, tenantId, principalId)) {
    throw principalNotFound(principalId, tenantId);
  }
}

/** Whether the directory of a tenant holds a principal: of a machine, an identity, the signed-in application or a group. */
export function isKnown(world: World, tenantId: string, principalId: string): boolean {
  const ofMachines = [vmType, scaleSetType].flatMap((type) =>
    world.store.ofType(type, "").map(({ body }) => textAt(body["identity"], "principalId")),
  );
  const ofIdentities = world.store
    .ofType(identityType, "")
    .map(({ body }) => textAt(body["properties"], "principalId"));
  const others = [
    objectIdOf(world.directory.firstApplication, tenantId),
    ...world.directory.groups.map(({ id }) => id),
  ];
  return [...ofMachines, ...ofIdentities, ...others].some((one) => one?.toLowerCase() === principalId.toLowerCase());
}
