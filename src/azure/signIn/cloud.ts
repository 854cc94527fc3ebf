/** A cloud that Azure Resource Manager answers in. Every URL is https and has no slash at its end. */
export interface Cloud {
  readonly name: "public" | "usGovernment" | "china" | "custom";
  readonly resourceManagerEndpoint: string;
  /** Where tokens come from, without a tenant. */
  readonly authority: string;
  /** What a token is asked for, without `/.default`. Follows the cloud: the SDK's own default is the public cloud's. */
  readonly audience: string;
  /** Undefined where the cloud has no portal that is known. */
  readonly portal: string | undefined;
  /** Microsoft Graph, also the audience of its tokens. Undefined where it is not known. */
  readonly graphEndpoint: string | undefined;
}

/** The scope to ask tokens for. */
export function armScope(cloud: Cloud): string {
  return `${cloud.audience}/.default`;
}

/** The scope to ask tokens for Microsoft Graph for; undefined where the cloud has none that is known. */
export function graphScope(cloud: Cloud): string | undefined {
  return cloud.graphEndpoint === undefined ? undefined : `${cloud.graphEndpoint}/.default`;
}
