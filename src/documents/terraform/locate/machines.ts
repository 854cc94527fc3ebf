import type { ComputeResourceType } from "../../../identity/computeResourceType";
import type { TextRange } from "../../textRange";
import { NO_BINDINGS } from "../evaluate/resolve";
import { eachOf } from "../read/dynamicBlock";
import type { IdentityReading } from "../read/identityReading";
import { type Place, requestBody, textAttribute } from "../read/place";
import { readIdentity } from "../read/readIdentity";
import {
  type Attribute,
  attributeOf,
  type Block,
  type Expression,
  memberOf,
  type ObjectExpression,
} from "../syntax/nodes";
import { addressOf, type Configuration } from "./configuration";
import { azapiKind, azurermKind, type MachineKind, moduleKind } from "./kinds";
import type { FileBlock } from "./terraformFile";

/** A virtual machine or scale set that a configuration deploys. */
export interface Machine extends MachineKind {
  /** How it is referred to: `azurerm_linux_virtual_machine.web`. */
  readonly address: string;
  /** Its name where that is spelled out, else that of its block. */
  readonly label: string;
  readonly range: TextRange;
  /** Undefined where the block does not parse at all. */
  readonly block: Block | undefined;
  readonly identity: IdentityReading;
  /** The first place in the block that does not parse. */
  readonly fault: TextRange | undefined;
  /** The entry of `ignore_changes` that has Terraform leave the identity alone. */
  readonly ignores: TextRange | undefined;
}

function modeIn(body: ObjectExpression | undefined): MachineKind["orchestrationMode"] {
  const properties = body && memberOf(body, "properties")?.value;
  if (properties?.kind !== "object") {
    return "unknown";
  }
  const mode = memberOf(properties, "orchestrationMode")?.value;
  if (mode === undefined) {
    // Without the member a set is Uniform: the mode came later than scale sets did.
    return "Uniform";
  }
  const text = mode.kind === "string" ? mode.value.toLowerCase() : "";
  return text === "flexible" ? "Flexible" : text === "uniform" ? "Uniform" : "unknown";
}

function kindOf(place: Place, { piece, block }: FileBlock): MachineKind | undefined {
  const [first = ""] = piece.labels;
  if (piece.type === "module") {
    const source = block && textAttribute(place, block, "source")?.text;
    return source === undefined ? undefined : moduleKind(source, first);
  }
  if (piece.type !== "resource") {
    return undefined;
  }
  if (first !== "azapi_resource") {
    return azurermKind(first);
  }
  const type = block && textAttribute(place, block, "type")?.text;
  const kind = type === undefined ? undefined : azapiKind(type);
  return kind?.kind === "scaleSet" && block !== undefined
    ? { ...kind, orchestrationMode: modeIn(requestBody(place, block)?.object) }
    : kind;
}

function namesIdentity(value: Expression): boolean {
  return (
    (value.kind === "variable" && value.name === "identity") ||
    (value.kind === "traversal" && value.base.kind === "variable" && value.base.name === "identity")
  );
}

/** The list of attributes whose changes Terraform is told to leave alone. */
export function ignoreChanges(block: Block): Attribute | undefined {
  const lifecycle = block.body.blocks.find(({ type }) => type === "lifecycle");
  return lifecycle && attributeOf(lifecycle.body, "ignore_changes");
}

function ignoresOf(block: Block): TextRange | undefined {
  const value = ignoreChanges(block)?.value;
  if (value?.kind === "variable" && value.name === "all") {
    return value;
  }
  return value?.kind === "list" ? value.items.find(namesIdentity) : undefined;
}

function machineOf(configuration: Configuration, found: FileBlock): Machine | undefined {
  const { piece, block, fault } = found;
  const { main: file } = configuration;
  const place: Place = {
    configuration,
    file,
    bindings: block === undefined ? NO_BINDINGS : eachOf(configuration, block, file),
  };
  const kind = kindOf(place, found);
  const address = addressOf({
    type: piece.type,
    labels: piece.labels.map((text) => ({ text, range: { start: 0, end: 0 } })),
  });
  if (kind === undefined || address === undefined) {
    return undefined;
  }
  if (block === undefined) {
    const range = { start: piece.start, end: piece.start + piece.text.trimEnd().length };
    const whole = { start: piece.start, end: piece.start + piece.type.length };
    return {
      ...kind,
      address,
      label: piece.labels.at(-1) ?? address,
      range,
      block,
      identity: { kind: "unreadable", whole, reason: "notAnObject" },
      fault: fault ?? whole,
      ignores: undefined,
    };
  }
  const name = textAttribute(place, block, "name")?.text;
  return {
    ...kind,
    address,
    label: name ?? piece.labels.at(-1) ?? address,
    range: { start: block.start, end: block.end },
    block,
    identity: readIdentity(place, kind.form, block),
    fault,
    ignores: ignoresOf(block),
  };
}

/** The virtual machines and scale sets of the document, in the order of the text. */
export function findMachines(configuration: Configuration): readonly Machine[] {
  return configuration.main.blocks.flatMap((found) => machineOf(configuration, found) ?? []);
}

/**
 * What a plan has to know of a machine. An instance is planned like a virtual machine; a mode that is not known like Uniform,
 * which forbids nothing.
 */
export function planResource({ kind, orchestrationMode }: MachineKind): ComputeResourceType {
  return kind === "scaleSet"
    ? { kind, orchestrationMode: orchestrationMode === "Flexible" ? "Flexible" : "Uniform" }
    : { kind: "virtualMachine" };
}
