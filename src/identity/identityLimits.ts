import { resourceIdKey } from "./resourceId";

/** Where a user-assigned identity can be used (docs/azure-behaviour.md#isolation-scope). */
export interface IdentityLimits {
  readonly location: string;
  /** Whether only resources of its own region can have it. */
  readonly isRegional: boolean;
  /** The providers or full resource types that can have it; undefined for all. */
  readonly providers: readonly string[] | undefined;
}

/** The limits of an identity; undefined where it has none, or where they are not known. */
export type FindIdentityLimits = (identityId: string) => IdentityLimits | undefined;

/** The limit that keeps an identity off a resource of a type and region, where there is one. */
export function limitAgainst(
  limits: IdentityLimits,
  { type, location }: { readonly type: string; readonly location: string },
): "region" | "provider" | undefined {
  // A region that is not known on either side forbids nothing.
  const [here, there] = [regionKey(limits.location), regionKey(location)];
  if (limits.isRegional && here !== "" && there !== "" && here !== there) {
    return "region";
  }
  const wanted = resourceIdKey(type);
  const isAllowed = limits.providers?.some((provider) => `${wanted}/`.startsWith(`${resourceIdKey(provider)}/`));
  return isAllowed === false ? "provider" : undefined;
}

/** "West Europe" and "westeurope" are one region. */
function regionKey(location: string): string {
  return location.toLowerCase().replaceAll(" ", "");
}
