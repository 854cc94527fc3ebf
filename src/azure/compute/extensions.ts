import { isWire, member, objectMember, textMember, type Wire } from "../../identity/wire";
import type { Subscription } from "../accounts";
import type { FollowOptions } from "../longRunning";

/** Extensions of virtual machines and of the models of scale sets. Every method throws AzureError and nothing else. */
export interface ExtensionGateway {
  /** The names of the retired extensions on one machine, or in one scale set's model. One request. */
  listRetired(subscription: Subscription, resourceId: string, signal: AbortSignal): Promise<readonly string[]>;
  /**
   * The ids of the machines that may carry one, of subscriptions that the same account sees through the same tenant: one request for all.
   * Some may be missing or carry it no longer.
   */
  listSuspects(subscriptions: readonly Subscription[], signal: AbortSignal): Promise<readonly string[]>;
  /** Removes one extension and follows that to its end; done as well where it is already gone. */
  remove(subscription: Subscription, resourceId: string, extensionName: string, options: FollowOptions): Promise<void>;
}

/** Whose it is, and its types, in small letters (docs/azure-behaviour.md#retired-extension). */
export const RETIRED_PUBLISHER = "microsoft.managedidentity";
export const RETIRED_TYPES: ReadonlySet<string> = new Set([
  "managedidentityextensionforwindows",
  "managedidentityextensionforlinux",
]);

/** The name of an extension where it is the retired one: by publisher and type (docs/azure-behaviour.md#retired-extension). */
export function retiredExtensionName(extension: unknown): string | undefined {
  if (!isWire(extension)) {
    return undefined;
  }
  const properties = objectMember(extension, "properties");
  const isRetired =
    textMember(properties, "publisher")?.toLowerCase() === RETIRED_PUBLISHER &&
    RETIRED_TYPES.has(textMember(properties, "type")?.toLowerCase() ?? "");
  return isRetired ? textMember(extension, "name") : undefined;
}

/**
 * The retired extensions that a machine's body tells of; undefined where it tells nothing: lists leave `resources` out, or give ids
 * without publisher and type.
 */
export function retiredOfMachine(body: Wire): readonly string[] | undefined {
  const resources = member(body, "resources");
  if (!Array.isArray(resources)) {
    return undefined;
  }
  const isWhole = resources.every((each) => isWire(each) && textMember(objectMember(each, "properties"), "type"));
  return isWhole ? retiredNames(resources) : undefined;
}

/** The retired extensions in a scale set's model, which every answer holds. */
export function retiredOfScaleSet(properties: Wire): readonly string[] {
  const profile = objectMember(objectMember(properties, "virtualMachineProfile"), "extensionProfile");
  const extensions = member(profile, "extensions");
  return Array.isArray(extensions) ? retiredNames(extensions) : [];
}

function retiredNames(extensions: readonly unknown[]): string[] {
  return extensions.map(retiredExtensionName).filter((name) => name !== undefined);
}
