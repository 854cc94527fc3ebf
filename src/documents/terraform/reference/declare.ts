import { parseResourceId, resourceName, sameResourceId } from "../../../identity/resourceId";
import type { ReferenceForm } from "../../knownIdentity";
import { resolve } from "../evaluate/resolve";
import { type Configuration, type Declared, defaultOf } from "../locate/configuration";
import type { Machine } from "../locate/machines";
import type { TerraformFile } from "../locate/terraformFile";
import { alignedAttributes, identityIdForProvider } from "../print/identityText";
import { attributeOf, type Block, type Expression } from "../syntax/nodes";
import { quotedText } from "../syntax/quotedText";
import { align, isAligned } from "../write/alignment";
import { editsOf, type FileEdit, inserting } from "../write/edit";
import { lineEnd, lineStart, newlineAt } from "../write/lines";
import { insertMember } from "../write/memberEdits";
import type { Step } from "../write/steps";
import { firstFitting, holderFor, terraformName } from "./identityNames";

/** What a configuration says for an identity, and the step that makes it so. */
export interface Reference {
  readonly text: string;
  readonly step: Step | undefined;
}

const NOTHING = editsOf();

/** The value of an attribute that is spelled out. */
function textOf(configuration: Configuration, { value, file }: Declared<Block>, name: string): string | undefined {
  const attribute = attributeOf(value.body, name);
  const resolved = attribute && resolve(configuration, attribute.value, file, undefined, "certain").value;
  return resolved?.kind === "string" ? resolved.value : undefined;
}

/** What a block that makes or looks up an identity tells of its id. */
export function statedPlace(
  configuration: Configuration,
  declared: Declared<Block>,
): { readonly name: string | undefined; readonly resourceGroup: string | undefined } {
  return {
    name: textOf(configuration, declared, "name"),
    resourceGroup: textOf(configuration, declared, "resource_group_name"),
  };
}

function same(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

/** Where the comments begin that stand right above a block at the top level. */
function startAbove(text: string, start: number): number {
  let at = lineStart(text, start);
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!/^[ \t]*(?:#|\/\/)/.test(text.slice(above, at))) {
      break;
    }
    at = above;
  }
  return at;
}

/** Writes a block before the machine's. */
function blockBefore({ main }: Configuration, { range }: Machine, lines: readonly string[]): FileEdit {
  const newline = newlineAt(main.text, range.start);
  return inserting(undefined, startAbove(main.text, range.start), lines.join(newline) + newline + newline);
}

function dataSource(configuration: Configuration, id: string): Reference | undefined {
  const parsed = parseResourceId(id);
  const name = parsed?.names.at(-1);
  if (parsed === undefined || name === undefined) {
    return undefined;
  }
  const { resourceGroup } = parsed;
  const address = (symbol: string) => `data.azurerm_user_assigned_identity.${symbol}`;
  const isSame = (found: Declared<Block>) => {
    const place = statedPlace(configuration, found);
    return same(place.name, name) && same(place.resourceGroup, resourceGroup);
  };
  const symbol = firstFitting(terraformName(name), (each) => {
    const there = configuration.identities.get(address(each));
    return there === undefined || isSame(there);
  });
  const isThere = configuration.identities.has(address(symbol));
  const attributes = alignedAttributes([
    ["name", quotedText(name)],
    ["resource_group_name", quotedText(resourceGroup)],
  ]);
  const lines = [
    `data "azurerm_user_assigned_identity" ${quotedText(symbol)} {`,
    ...attributes.map((line) => `  ${line}`),
    "}",
  ];
  return {
    text: `${address(symbol)}.id`,
    step: isThere ? undefined : (model, machine) => editsOf(blockBefore(model.configuration, machine, lines)),
  };
}

function isId(value: Expression | undefined, id: string): boolean {
  return value?.kind === "string" && sameResourceId(value.value, id);
}

/** The last variable of a file; where there is none in the document, of the first file that has one. */
function lastVariable({ files }: Configuration): Declared<Block> | undefined {
  for (const file of files) {
    const value = file.blocks.findLast(({ block }) => block?.type === "variable" && block.close !== undefined)?.block;
    if (value !== undefined) {
      return { value, file };
    }
  }
  return undefined;
}

function inputVariable(configuration: Configuration, id: string): Reference {
  const { variables, values } = configuration;
  const isSame = (found: Declared<Block>, name: string) =>
    isId((values.get(name)?.value ?? defaultOf(found))?.value, id);
  const name = firstFitting(holderFor(id), (each) => {
    const there = variables.get(each);
    return there === undefined || isSame(there, each);
  });
  const attributes = alignedAttributes([
    ["type", "string"],
    ["default", quotedText(identityIdForProvider(id))],
  ]);
  const lines = [`variable ${quotedText(name)} {`, ...attributes.map((line) => `  ${line}`), "}"];
  const step: Step = (model, machine) => {
    const last = lastVariable(model.configuration);
    if (last === undefined) {
      return editsOf(blockBefore(model.configuration, machine, lines));
    }
    const { value, file } = last;
    const newline = newlineAt(file.text, value.start);
    const at = lineEnd(file.text, value.end);
    return editsOf(inserting(file.path, at, newline + newline + lines.join(newline)));
  };
  return { text: `var.${name}`, step: variables.has(name) ? undefined : step };
}

/** The last block of local values in the document. */
function lastLocals({ blocks }: TerraformFile): Block | undefined {
  return blocks.findLast(({ block, fault }) => block?.type === "locals" && fault === undefined)?.block;
}

function local(configuration: Configuration, id: string): readonly [Reference, Step | undefined] {
  const { locals } = configuration;
  const name = firstFitting(holderFor(id), (each) => {
    const there = locals.get(each);
    return there === undefined || isId(there.value.value, id);
  });
  const line = `${name} = ${quotedText(identityIdForProvider(id))}`;
  let wasAligned = false;
  const step: Step = (model, machine) => {
    const { main } = model.configuration;
    const block = lastLocals(main);
    if (block === undefined) {
      return editsOf(blockBefore(model.configuration, machine, ["locals {", `  ${line}`, "}"]));
    }
    wasAligned = isAligned(main, block);
    return insertMember({ holder: { kind: "body", block }, file: main }, () => [line], {});
  };
  const lineUp: Step = (model) => {
    const block = lastLocals(model.configuration.main);
    return wasAligned && block !== undefined ? editsOf(...align(model.configuration.main, block)) : NOTHING;
  };
  return [{ text: `local.${name}`, step: locals.has(name) ? undefined : step }, lineUp];
}

/** An id said in a form, with the steps that have to be taken first. */
export function referenceToId(
  configuration: Configuration,
  id: string,
  form: ReferenceForm,
): { readonly text: string; readonly steps: readonly Step[] } {
  if (form === "local") {
    const [{ text, step }, lineUp] = local(configuration, id);
    return { text, steps: step === undefined || lineUp === undefined ? [] : [step, lineUp] };
  }
  const made =
    form === "dataSource"
      ? dataSource(configuration, id)
      : form === "inputVariable"
        ? inputVariable(configuration, id)
        : undefined;
  return made === undefined ? { text: id, steps: [] } : { text: made.text, steps: made.step ? [made.step] : [] };
}

/** The name that a declaration gets for an id. */
export function dataSourceName(id: string): string {
  return `data.azurerm_user_assigned_identity.${terraformName(resourceName(id))}`;
}
