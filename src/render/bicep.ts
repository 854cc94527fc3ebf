import { MANAGED_IDENTITY_VERSION } from "../identity/apiVersion";
import type { IdentityPatch } from "../identity/identityPatch";
import type { IdentityState } from "../identity/identityState";
import { bicepString } from "../documents/bicep/write/bicepString";
import { printableBlock, printMember } from "../documents/bicep/write/printBlock";
import { commentLines } from "./comment";
import { type Declaration, declarations, declareBlock } from "./declarations";
import { newIdentityPlace, newIdentitySymbol } from "./newIdentityPlace";
import type { NewUserAssignedIdentity, Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";
import { newIdentityBody } from "./restRequest";

/** Bicep's own formatter indents so. */
const UNIT = "  ";

/** An id as a text of a file: what does not look like one is a string all the same, never an expression. */
function literal(id: string): string {
  return id.startsWith("/") ? id : bicepString(id);
}

/** A block as a member of a resource: printed by what writes it into files. */
function blockLines({ type, userAssignedIdentities, identityIds }: IdentityPatch): readonly string[] {
  const block =
    identityIds === undefined
      ? printableBlock(type, "dictionary", Object.keys(userAssignedIdentities ?? {}).map(literal))
      : printableBlock(type, "array", identityIds.map(literal));
  return printMember(["identity", block], UNIT);
}

/** The planned states as `identity` members for a resource of a Bicep file, and new identities as resources, in the shape that the API version decides. */
export function renderBicep(operations: readonly Operation[], options: RenderOptions): string {
  const declaring = {
    comment: "//",
    caveat: options.words.wholeList,
    declare: (state: IdentityState) => declareBlock(state, options, blockLines),
    declareIdentity: (identity: NewUserAssignedIdentity, at: number): Declaration => ({
      kind: "lines",
      lines: [
        ...commentLines("//", [options.words.deployTo(newIdentityPlace(identity).resourceGroup)]),
        ...resourceLines(identity, at),
      ],
    }),
  };
  return declarations(operations, declaring, options);
}

function resourceLines(identity: NewUserAssignedIdentity, at: number): string[] {
  const { location, tags, properties } = newIdentityBody(identity);
  const type = bicepString(`Microsoft.ManagedIdentity/userAssignedIdentities@${MANAGED_IDENTITY_VERSION}`);
  return [
    `resource ${newIdentitySymbol(at)} ${type} = {`,
    `  name: ${bicepString(newIdentityPlace(identity).name)}`,
    `  location: ${bicepString(location)}`,
    ...objectLines("tags", tags ?? {}),
    ...objectLines("properties", properties ?? {}),
    "}",
  ];
}

function objectLines(name: string, members: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(members).map(([key, value]) => `    ${bicepString(key)}: ${bicepString(value)}`);
  return lines.length === 0 ? [] : [`  ${name}: {`, ...lines, "  }"];
}
