import type { IdentityPatch } from "../identity/identityPatch";
import type { IdentityState } from "../identity/identityState";
import { armLiteral } from "./armLiteral";
import { declarations, declareBlock } from "./declarations";
import type { Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";

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

/** The planned states as `identity` members for a resource of an ARM template, in the shape that the API version decides. */
export function renderArmTemplate(operations: readonly Operation[], options: RenderOptions): string {
  const declaring = {
    comment: "//",
    caveat: options.words.wholeList,
    declare: (state: IdentityState) => declareBlock(state, options, blockLines),
  };
  return declarations(operations, declaring, options);
}
