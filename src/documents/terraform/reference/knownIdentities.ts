import { isUserAssignedIdentityId } from "../../../identity/resourceId";
import type { KnownIdentity } from "../../knownIdentity";
import type { Sliced } from "../../sliced";
import { resolve } from "../evaluate/resolve";
import { addressOf, type Declared, defaultOf } from "../locate/configuration";
import type { Machine } from "../locate/machines";
import type { TerraformModel } from "../model";
import { identityTexts } from "../plan/identityTexts";
import { knowledgeOfIdentity } from "../plan/knowledgeOf";
import { attributeOf, type Block, type Expression } from "../syntax/nodes";

/** Names of variables that are likely to hold the id of an identity where their value does not tell. */
const LIKELY_NAME = /(?:^|_)(?:identity|uami|uai|msi|mi)(?:_resource)?_id$/;

/** Whether an expression is the id of an identity that the configuration makes or looks up. */
export function isReference(value: Expression): boolean {
  if (value.kind !== "traversal" || value.base.kind !== "variable") {
    return false;
  }
  const names = [value.base.name, ...value.steps.flatMap((step) => (step.kind === "attribute" ? [step.name] : []))];
  const [first, second] = names;
  const type = first === "data" ? second : first;
  return type === "azurerm_user_assigned_identity" && names.at(-1) === "id";
}

/** How a block that makes or looks up an identity is referred to; undefined where which of several is meant is not known. */
function referenceTo({ value: block }: Declared<Block>): string | undefined {
  const address = addressOf(block);
  return address === undefined || attributeOf(block.body, "for_each") !== undefined
    ? undefined
    : `${address}${attributeOf(block.body, "count") === undefined ? "" : "[0]"}.id`;
}

function declared({ configuration }: TerraformModel): readonly KnownIdentity[] {
  return [...configuration.identities.values()].flatMap((found): readonly KnownIdentity[] => {
    const text = referenceTo(found);
    const kind = found.value.type === "data" ? "dataSource" : "declared";
    return text === undefined ? [] : [{ kind, text }];
  });
}

function variables({ configuration }: TerraformModel): readonly KnownIdentity[] {
  return [...configuration.variables].flatMap(([name, found]): readonly KnownIdentity[] => {
    const type = attributeOf(found.value.body, "type")?.value;
    const value = (configuration.values.get(name)?.value ?? defaultOf(found))?.value;
    const isText = type === undefined || (type.kind === "variable" && type.name === "string");
    const isId = value?.kind === "string" && value.value !== "" ? isUserAssignedIdentityId(value.value) : undefined;
    return isText && (isId ?? LIKELY_NAME.test(name)) ? [{ kind: "inputVariable", text: `var.${name}` }] : [];
  });
}

function locals({ configuration }: TerraformModel): readonly KnownIdentity[] {
  return [...configuration.locals].flatMap(([name, { value, file }]): readonly KnownIdentity[] => {
    const resolved = resolve(configuration, value.value, file, undefined, "certain").value;
    const fits = resolved.kind === "string" ? isUserAssignedIdentityId(resolved.value) : isReference(resolved);
    return fits ? [{ kind: "local", text: `local.${name}` }] : [];
  });
}

function assigned({ machines }: TerraformModel): readonly KnownIdentity[] {
  return machines.flatMap(({ identity }): readonly KnownIdentity[] => {
    const known = knowledgeOfIdentity(identity);
    const entries = known.kind === "known" && known.userAssigned !== "unknown" ? known.userAssigned : [];
    return entries.map(({ text }) => ({ kind: "assigned", text }));
  });
}

/** The identities that a configuration speaks of, each once. */
export function* findingIdentities(model: TerraformModel): Sliced<readonly KnownIdentity[]> {
  const said = identityTexts(model);
  const distinct = new Map<string, KnownIdentity>();
  for (const find of [declared, variables, locals, assigned]) {
    for (const known of find(model)) {
      const key = said.key(known.text);
      if (!distinct.has(key)) {
        distinct.set(key, known);
      }
      yield;
    }
  }
  return [...distinct.values()];
}

/** Those of them that a machine does not have yet. */
export function* findingIdentitiesToOffer(model: TerraformModel, machine: Machine): Sliced<readonly KnownIdentity[]> {
  const said = identityTexts(model);
  const known = knowledgeOfIdentity(machine.identity);
  const entries = known.kind === "known" && known.userAssigned !== "unknown" ? known.userAssigned : [];
  const present = new Set(entries.map(({ key }) => key));
  const all = yield* findingIdentities(model);
  return all.filter(({ text }) => !present.has(said.key(text)));
}
