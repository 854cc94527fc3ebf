import type { IdentityPatch } from "../identity/identityPatch";
import type { IdentityState } from "../identity/identityState";
import { commentLines } from "./comment";
import { type Declaration, declarations, declareBlock } from "./declarations";
import { newIdentityPlace, newIdentitySymbol } from "./newIdentityPlace";
import type { NewUserAssignedIdentity, Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";
import { MANAGED_IDENTITY_VERSION } from "../identity/apiVersion";
import { newIdentityBody } from "./restRequest";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["'", "\\'"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A string literal of Bicep: no interpolation, and no character that would end the line. */
function bicepString(text: string): string {
  const escaped = text.replace(/[\\'\u0000-\u001f\u007f\u0085\u2028\u2029]/g, (character) => {
    return ESCAPES.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
  return `'${escaped.replaceAll("${", "\\${")}'`;
}

function blockLines({ type, userAssignedIdentities, identityIds }: IdentityPatch): string[] {
  const ids = Object.keys(userAssignedIdentities ?? {});
  return [
    "identity: {",
    `  type: ${bicepString(type)}`,
    ...(userAssignedIdentities === undefined
      ? []
      : ["  userAssignedIdentities: {", ...ids.map((id) => `    ${bicepString(id)}: {}`), "  }"]),
    ...(identityIds === undefined
      ? []
      : ["  identityIds: [", ...identityIds.map((id) => `    ${bicepString(id)}`), "  ]"]),
    "}",
  ];
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
