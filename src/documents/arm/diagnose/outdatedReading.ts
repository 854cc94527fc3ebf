import type { Expression } from "../expression/expression";
import { parseExpressionAt, parseTemplateText } from "../expression/parseExpression";
import { printExpression } from "../expression/printExpression";
import type { TemplateScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { blockShape, raisedApiVersion } from "../plan/blockShape";
import type { StringNode } from "../syntax/syntaxNodes";
import type { TextEdit } from "../../textEdit";
import type { MachinesByKey } from "./machinesByKey";
import { type Reading, readingOf } from "./readings";

const REFERENCE = /\breference\s*\(/gi;
const MACHINE = "microsoft.compute/virtualmachine";

/** One reading in the text of an expression, with its place in that. */
interface Outdated {
  readonly reading: Reading;
  readonly machine: TemplateResource | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * Whether the API version of a reading is out of date: a preview, or none, which `reference` takes for what the template deploys
 * only. Stable versions have the path still (docs/azure-behaviour.md#identity-read-by-its-old-path).
 */
function isOutdated(
  { evaluator, tree }: ArmTemplate,
  apiVersion: Expression | undefined,
  scope: TemplateScope,
): boolean {
  if (apiVersion === undefined) {
    return true;
  }
  if (apiVersion.kind === "string") {
    return /preview$/i.test(apiVersion.value);
  }
  const value = evaluator.evaluate(apiVersion, scope);
  return value?.source === "variable" && value.node.kind === "string" && /preview$/i.test(tree.decoded(value.node));
}

/** The outdated readings of virtual machines and scale sets in the text of an expression. */
function outdatedIn(
  template: ArmTemplate,
  machines: MachinesByKey,
  text: string,
  scope: TemplateScope,
): readonly Outdated[] {
  const found: Outdated[] = [];
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const parsed = match.index < from ? undefined : parseExpressionAt(text, match.index);
    const reading = parsed === undefined ? undefined : readingOf(template, parsed.expression, scope);
    if (parsed === undefined || reading?.byDefault === undefined) {
      continue;
    }
    const machine = machines.find(reading.of, reading.scope);
    const isMachine =
      machine !== undefined || template.canonical.expressionKey(reading.of, reading.scope).includes(MACHINE);
    if (isMachine && isOutdated(template, reading.byDefault.apiVersion, scope)) {
      found.push({ reading, machine, start: match.index, end: parsed.end });
      from = parsed.end;
    }
  }
  return found;
}

/** Whether a string reads the identity of a machine through the API that was there before the machine had it. */
export function hasOutdatedReading(
  template: ArmTemplate,
  machines: MachinesByKey,
  node: StringNode,
  scope: TemplateScope,
): boolean {
  const text = template.tree.decoded(node);
  return parseTemplateText(text).kind === "expression" && outdatedIn(template, machines, text, scope).length > 0;
}

/** An API version that has the identity: the machine's own, where it does. */
function versionFor(machine: TemplateResource | undefined): string {
  const ownHasIt = machine?.apiVersion.kind === "known" && blockShape(machine) !== "none";
  return ownHasIt ? machine.apiVersion.text : raisedApiVersion(machine);
}

/** Reads what a string reads from the machines themselves; no edits where the text is escaped, and its places are not told. */
export function readFromResource(
  template: ArmTemplate,
  machines: MachinesByKey,
  node: StringNode,
  scope: TemplateScope,
): readonly TextEdit[] {
  const text = template.tree.decoded(node);
  if (template.tree.text.slice(node.start + 1, node.end - 1) !== text) {
    return [];
  }
  return outdatedIn(template, machines, text, scope).map(({ reading, machine, start, end }) => {
    const args = [printExpression(reading.of), `'${versionFor(machine)}'`, "'Full'"];
    const read = `reference(${args.join(", ")}).identity.${reading.member}`;
    return { offset: node.start + 1 + start, length: end - start, text: read };
  });
}
