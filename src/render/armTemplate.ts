import type { IdentityPatch } from "../identity/identityPatch";
import type { IdentityState } from "../identity/identityState";
import { armLiteral } from "./armLiteral";
import { commentLines } from "./comment";
import { type Declaration, declarations, declareBlock } from "./declarations";
import { newIdentityPlace } from "./newIdentityPlace";
import type { NewUserAssignedIdentity, Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";
import { MANAGED_IDENTITY_VERSION } from "../identity/apiVersion";
import { newIdentityBody } from "./restRequest";

function blockLines({ type, userAssignedIdentities, identityIds }: IdentityPatch): string[] {
  const block = {
    type,
    ...(userAssignedIdentities && {
      userAssignedIdentities: Object.fromEntries(Object.keys(userAssignedIdentities).map((id) => [armLiteral(id), {}])),
    }),
    ...(identityIds && { identityIds: identityIds.map(armLiteral) }),
  };
  return `"identity": ${JSON.stringify(block, undefined, 2)}`.split("\n");
}

/** The planned states as `identity` members for a resource of an ARM template, and new identities as resources, in the shape that the API version decides. */
export function renderArmTemplate(operations: readonly Operation[], options: RenderOptions): string {
  const declaring = {
    comment: "//",
    caveat: options.words.wholeList,
    declare: (state: IdentityState) => declareBlock(state, options, blockLines),
    declareIdentity: (identity: NewUserAssignedIdentity): Declaration => ({
      kind: "lines",
      lines: [
        ...commentLines("//", [options.words.deployTo(newIdentityPlace(identity).resourceGroup)]),
        ...resourceLines(identity),
      ],
    }),
  };
  return declarations(operations, declaring, options);
}

function resourceLines(identity: NewUserAssignedIdentity): string[] {
  const { location, tags, properties } = newIdentityBody(identity);
  const resource = {
    type: "Microsoft.ManagedIdentity/userAssignedIdentities",
    apiVersion: MANAGED_IDENTITY_VERSION,
    name: armLiteral(newIdentityPlace(identity).name),
    location: armLiteral(location),
    ...(tags && { tags: literalMembers(tags) }),
    ...(properties && { properties }),
  };
  return JSON.stringify(resource, undefined, 2).split("\n");
}

function literalMembers(members: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [armLiteral(name), armLiteral(value)]));
}
