import { parseResourceId } from "../identity/resourceId";
import type { NewUserAssignedIdentity } from "./operation";
import { RenderError } from "./renderError";

/** Where a new identity is to be, from the id that it will have. @throws RenderError `notAResourceId` */
export function newIdentityPlace({ id }: Pick<NewUserAssignedIdentity, "id">): {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
} {
  const parsed = parseResourceId(id);
  const name = parsed?.names.at(-1);
  if (parsed === undefined || name === undefined) {
    throw new RenderError("notAResourceId", id);
  }
  return { subscriptionId: parsed.subscriptionId, resourceGroup: parsed.resourceGroup, name };
}

/** What a new identity is called inside a text that declares it; `at` tells several apart, from 0. */
export function newIdentitySymbol(at: number): string {
  return at === 0 ? "identity" : `identity${at + 1}`;
}
