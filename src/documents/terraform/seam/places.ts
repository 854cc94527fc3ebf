import type { CompletionPlace, HoverPlace } from "../../documentLanguage";
import type { DocumentResource } from "../../documentResource";
import type { TextRange } from "../../textRange";
import { placeAt } from "../complete/placeAt";
import { typesOf } from "../diagnose/typeDiagnostics";
import type { Machine } from "../locate/machines";
import type { TerraformModel } from "../model";
import { identityExpression, identityIdForProvider, keyLine, keyText } from "../print/identityText";
import { findingIdentitiesToOffer } from "../reference/knownIdentities";
import { attributeOf } from "../syntax/nodes";
import { quotedText } from "../syntax/quotedText";
import { entriesHere, listedIdentity, spelledBlock } from "./listed";

function touches(range: TextRange | undefined, { start, end }: TextRange): boolean {
  return range !== undefined && range.start <= end && start <= range.end;
}

/** The stretches of the document that say what identities a machine has. */
function identityRanges(machine: Machine): readonly TextRange[] {
  const { identity } = machine;
  const block = spelledBlock(machine);
  if (identity.kind === "absent" || block === undefined) {
    return identity.kind === "absent" ? [] : [identity.whole];
  }
  const { type, list } = block;
  return [
    identity.whole,
    ...(type.kind === "known" && type.file.path === undefined ? [type.value] : []),
    ...(list.kind === "list" ? list.parts.flatMap(({ file, node }) => (file.path === undefined ? [node] : [])) : []),
  ];
}

/** The machine around an offset. */
export function machineAt({ machines }: TerraformModel, offset: number): Machine | undefined {
  return machines.findLast(({ range }) => range.start <= offset && offset <= range.end);
}

/** The machine around an offset, or else the first one whose identity is declared there. */
export function machineMeantAt(model: TerraformModel, offset: number): Machine | undefined {
  const at = { start: offset, end: offset };
  return (
    machineAt(model, offset) ??
    model.machines.find((machine) => identityRanges(machine).some((each) => touches(each, at)))
  );
}

/** Whether who has put the cursor here is likely to mean the machine's identities. */
export function isAtHead(machine: Machine, cursor: TextRange): boolean {
  const { block, range } = machine;
  const head = { start: range.start, end: block === undefined ? range.start : block.open };
  const members = block === undefined ? [] : ["name", "source", "type"].map((name) => attributeOf(block.body, name));
  return [head, ...members, ...identityRanges(machine)].some((each) => touches(each, cursor));
}

/** What of a machine's identity stands at an offset. @param shown the machine as it is shown */
export function hoverPlace(machine: Machine, shown: DocumentResource, offset: number): HoverPlace | undefined {
  const at = { start: offset, end: offset };
  const range = identityRanges(machine).findLast((each) => touches(each, at));
  if (range === undefined) {
    return undefined;
  }
  const entry = entriesHere(machine).find((each) => touches(each, at));
  return {
    resource: shown,
    range: entry ?? { start: range.start, end: range.end },
    listed: entry === undefined ? undefined : listedIdentity(machine, entry),
  };
}

/** What can be completed at an offset of a machine. @param shown the machine as it is shown */
export function completionPlace(
  model: TerraformModel,
  machine: Machine,
  shown: DocumentResource,
  offset: number,
): CompletionPlace | undefined {
  const { text } = model.configuration.main;
  const place = placeAt(text, machine.range.start, offset);
  if (place === undefined) {
    return undefined;
  }
  const { wants, replaces, isKey = false } = place;
  // A key that has its value already keeps that.
  const isWhole = isKey && !/^[ \t]*=/.test(text.slice(replaces.end, replaces.end + 100));
  const identityText = isWhole ? keyLine : isKey ? keyText : identityExpression;
  return {
    resource: shown,
    wants,
    types: typesOf(machine),
    replaces,
    filterPrefix: text[replaces.start] === '"' && replaces.end > replaces.start ? '"' : "",
    written: (written) => (wants === "type" ? quotedText(written) : identityText(written)),
    known: () => findingIdentitiesToOffer(model, machine),
    forms: (id) => [{ form: "text", text: identityIdForProvider(id) }],
  };
}
