import type { ComputeResourceType } from "../../../identity/computeResourceType";
import type { TextRange } from "../../textRange";
import { resolve } from "../evaluate/resolve";
import type { IdentityReading } from "../read/identityReading";
import { readIdentity, textAttribute } from "../read/readIdentity";
import { sourceText } from "../read/identityKeys";
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

/** The request body of a resource of azapi. */
function bodyOf(configuration: Configuration, { body }: Block): ObjectExpression | undefined {
  const value = attributeOf(body, "body")?.value;
  const resolved = value && resolve(configuration, value, configuration.main);
  const inner = resolved?.value;
  const encoded = inner?.kind === "call" && inner.name === "jsonencode" ? inner.args[0] : inner;
  return encoded?.kind === "object" && resolved?.file === configuration.main ? encoded : undefined;
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

function kindOf(configuration: Configuration, { piece, block }: FileBlock): MachineKind | undefined {
  const [first = ""] = piece.labels;
  if (piece.type === "module") {
    const source = block && textAttribute(configuration, block, "source", configuration.main)?.text;
    return source === undefined ? undefined : moduleKind(source, first);
  }
  if (piece.type !== "resource") {
    return undefined;
  }
  if (first !== "azapi_resource") {
    return azurermKind(first);
  }
  const type = block && textAttribute(configuration, block, "type", configuration.main)?.text;
  const kind = type === undefined ? undefined : azapiKind(type);
  return kind?.kind === "scaleSet" && block !== undefined
    ? { ...kind, orchestrationMode: modeIn(bodyOf(configuration, block)) }
    : kind;
}

function identityOf(configuration: Configuration, { form }: MachineKind, block: Block): IdentityReading {
  const identity = readIdentity(configuration, form, block, configuration.main);
  const inBody = form === "azapi" && identity.kind === "absent" ? bodyOf(configuration, block) : undefined;
  const member = inBody && memberOf(inBody, "identity");
  const whole = attributeOf(block.body, "body");
  if (member === undefined || whole === undefined) {
    return identity;
  }
  // The request says it in Azure's own form: what comes of it beside a block nobody has said (unverified).
  const { value } = member;
  const text = sourceText(configuration.main, value);
  const open = { text, declaration: undefined, declared: undefined, isCertain: false } as const;
  return { kind: "expression", whole, value, ...open, mayBeAbsent: true, isEditable: false };
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
  const kind = kindOf(configuration, found);
  const { piece, block, fault } = found;
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
  const name = textAttribute(configuration, block, "name", configuration.main)?.text;
  return {
    ...kind,
    address,
    label: name ?? piece.labels.at(-1) ?? address,
    range: { start: block.start, end: block.end },
    block,
    identity: identityOf(configuration, kind, block),
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
