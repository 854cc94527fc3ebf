import type { IdentityChange } from "../../src/identity/identityChange";
import { MutationService } from "../../src/mutation/mutationService";
import { type EmulatedAzure, never, subscriptionOf } from "../unit/azure/emulated";
import { place } from "./parityEstate";

const subscription = subscriptionOf();

/** A bearer token, for what does not sign in itself. */
export async function accessToken({ emulator, signIn }: EmulatedAzure): Promise<string> {
  const token = await signIn.credentialFor(subscription.tenant).getToken(`${emulator.url}/.default`);
  if (token === null) {
    throw new Error("the emulator gave no token");
  }
  return token.token;
}

/** Makes a change as the extension does, with its own service and gateway, and fails where these do not call it verified. */
export async function changeAsExtension({ azure }: EmulatedAzure, id: string, change: IdentityChange): Promise<void> {
  const service = new MutationService(azure.compute);
  const outcome = await service.apply(await service.plan(subscription, id, change, never()), {
    signal: never(),
    onProgress: () => undefined,
    agreeAgain: () => Promise.resolve(false),
  });
  if (outcome.kind !== "verified" && outcome.kind !== "noOp") {
    throw new Error(`the extension's change of ${id} ended as ${outcome.kind}`);
  }
}

/** What the extension reads of a resource. */
export async function readAsExtension({ azure }: EmulatedAzure, id: string) {
  const { resource } = await azure.compute.read(subscription, id, never());
  return resource.identity;
}

/** Makes a user-assigned identity as the extension does, in the articles' resource group. */
export async function createIdentityAsExtension({ azure }: EmulatedAzure, name: string): Promise<void> {
  await azure.identities.create(subscription, { resourceGroup: place.group, name, location: place.location }, never());
}
