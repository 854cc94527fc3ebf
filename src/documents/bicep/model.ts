import type { ComputeResourceType } from "../../identity/computeResourceType";
import type { IdentityShape } from "../../identity/apiVersion";
import type { DocumentResourceKind } from "../documentResource";
import type { Surroundings } from "../documentLanguage";
import { shapeAt } from "../plan/identityVersions";
import { documentResourceKind } from "../resourceKind";
import { atOnce, type Sliced } from "../sliced";
import type { TextRange } from "../textRange";
import { type AvmModule, avmModule } from "./read/avmModule";
import { BlockReader } from "./read/blockReader";
import { Canonical } from "./read/canonical";
import type { IdentityForm, IdentityReading } from "./read/identityReading";
import type { MemberNode, Node, ObjectNode, ResourceNode } from "./syntax/nodes";
import { findingStatements, type Statement, type Statements } from "./syntax/statements";
import { Symbols } from "./syntax/symbols";
import { bare, literalText, memberNamed } from "./syntax/walk";

/** A virtual machine, scale set or instance that a file deploys: declared as a resource, or by the call of a module. */
export interface BicepResource {
  readonly kind: DocumentResourceKind;
  readonly form: IdentityForm;
  readonly statement: Statement;
  readonly node: ResourceNode;
  /** What of its statement does not parse. */
  readonly faults: readonly TextRange[];
  /** The name by which the file speaks of it; with the name of its parent for one that is declared inside. */
  readonly symbol: string;
  /** What holds its identity: the body, or the parameters of a module; undefined where there is none. */
  readonly holder: ObjectNode | undefined;
  /** Undefined for a module, and where none is written. */
  readonly apiVersion: string | undefined;
  readonly orchestrationMode: "Uniform" | "Flexible" | "unknown" | undefined;
  readonly identity: IdentityReading;
  /** The parameter of a module that gives the machine a system-assigned identity wherever it has any, or may. */
  readonly enabler: MemberNode | undefined;
}

/** One document's text as all features share it: immutable. */
export interface BicepFile {
  readonly text: string;
  readonly surroundings: Surroundings | undefined;
  readonly statements: Statements;
  readonly symbols: Symbols;
  readonly canonical: Canonical;
  readonly blocks: BlockReader;
  /** In the order of the text; never `existing` ones. */
  readonly resources: readonly BicepResource[];
}

const INSTANCE = "virtualmachines";

function split(subject: string): { readonly type: string; readonly version: string | undefined } {
  const at = subject.indexOf("@");
  return at === -1
    ? { type: subject, version: undefined }
    : { type: subject.slice(0, at), version: subject.slice(at + 1) };
}

/** The module enables the system-assigned identity of a machine that joins Microsoft Entra, wherever it has any identity. */
function enablerIn(holder: ObjectNode | undefined): MemberNode | undefined {
  const member = memberNamed(holder, "extensionAadJoinConfig");
  const value = member === undefined ? undefined : bare(member.value);
  const isOff = (node: Node | undefined) => node === undefined || (node.kind === "literal" && node.text !== "true");
  const said = value?.kind === "object" ? memberNamed(value, "enabled")?.value : value;
  return isOff(said) ? undefined : member;
}

/** An identity with what such a parameter makes of it. */
function enabledBy(enabler: MemberNode | undefined, identity: IdentityReading): IdentityReading {
  if (enabler === undefined || identity.kind !== "block" || identity.block.node.items.length === 0) {
    return identity;
  }
  const { type } = identity.block;
  if (type.kind !== "known" || type.systemAssigned) {
    return identity;
  }
  const value = bare(enabler.value);
  const said = value.kind === "object" ? memberNamed(value, "enabled")?.value : value;
  const classes = { systemAssigned: true, userAssigned: type.userAssigned };
  return {
    ...identity,
    block: {
      ...identity.block,
      type: {
        kind: "expression",
        member: enabler,
        text: "extensionAadJoinConfig",
        declaration: undefined,
        value: said?.kind === "literal" ? classes : undefined,
        declared: undefined,
      },
    },
  };
}

/** Reads the resources that carry identities. */
class ResourceReader {
  constructor(
    private readonly symbols: Symbols,
    private readonly blocks: BlockReader,
    private readonly canonical: Canonical,
    private readonly surroundings: Surroundings | undefined,
  ) {}

  read(statement: Statement): readonly BicepResource[] {
    if (statement.subject === undefined) {
      return [];
    }
    if (statement.keyword === "module") {
      const kind = avmModule(statement.subject, this.surroundings);
      return kind === undefined || kind === "userAssignedIdentity" ? [] : [this.call(statement, kind)];
    }
    if (statement.keyword !== "resource") {
      return [];
    }
    const { type, version } = split(statement.subject);
    const kind = documentResourceKind(type);
    if (kind === undefined) {
      return [];
    }
    const { node } = this.symbols.parsedResource(statement);
    const own = node.isExisting ? [] : [this.declared(statement, node, kind, version, node.symbol.name)];
    return kind === "scaleSet" ? [...own, ...this.instances(statement, node, version)] : own;
  }

  /** The instances that are declared inside a scale set. */
  private instances(statement: Statement, parent: ResourceNode, version: string | undefined): readonly BicepResource[] {
    return (parent.body?.items ?? []).flatMap((item) => {
      if (item.kind !== "resource" || item.isExisting) {
        return [];
      }
      const own = split(literalText(item.subject) ?? "");
      const symbol = `${parent.symbol.name}::${item.symbol.name}`;
      return own.type.toLowerCase() === INSTANCE
        ? [this.declared(statement, item, "scaleSetInstance", own.version ?? version, symbol)]
        : [];
    });
  }

  private declared(
    statement: Statement,
    node: ResourceNode,
    kind: DocumentResourceKind,
    apiVersion: string | undefined,
    symbol: string,
  ): BicepResource {
    const properties = memberNamed(node.body, "properties")?.value;
    const inner = properties === undefined ? undefined : bare(properties);
    const mode =
      inner === undefined ? "Uniform" : inner.kind === "object" ? this.mode(inner, "Uniform") : ("unknown" as const);
    return {
      kind,
      form: "resource",
      statement,
      node,
      faults: this.faultsOf(statement, node),
      symbol,
      holder: node.body,
      apiVersion,
      orchestrationMode: kind === "scaleSet" ? mode : undefined,
      identity: this.blocks.identityOf(node.body, "resource"),
      enabler: undefined,
    };
  }

  private call(statement: Statement, kind: Exclude<AvmModule, "userAssignedIdentity">): BicepResource {
    const { node } = this.symbols.parsedResource(statement);
    const params = memberNamed(node.body, "params")?.value;
    const inner = params === undefined ? undefined : bare(params);
    const holder = inner?.kind === "object" ? inner : undefined;
    const enabler = kind === "virtualMachine" ? enablerIn(holder) : undefined;
    return {
      kind,
      form: "module",
      statement,
      node,
      faults: this.faultsOf(statement, node),
      symbol: node.symbol.name,
      holder,
      apiVersion: undefined,
      // Without the parameter the module makes a Flexible set.
      orchestrationMode:
        kind !== "scaleSet" ? undefined : holder === undefined ? "unknown" : this.mode(holder, "Flexible"),
      identity: enabledBy(enabler, this.blocks.identityOf(holder, "module")),
      enabler,
    };
  }

  private mode(holder: ObjectNode, absent: "Uniform" | "Flexible"): BicepResource["orchestrationMode"] {
    const member = memberNamed(holder, "orchestrationMode");
    if (member === undefined) {
      return absent;
    }
    const text = this.canonical.stringOf(member.value)?.toLowerCase();
    return text === "flexible" ? "Flexible" : text === "uniform" ? "Uniform" : "unknown";
  }

  private faultsOf(statement: Statement, { start, end }: ResourceNode): readonly TextRange[] {
    const { faults } = this.symbols.parsedResource(statement);
    return faults.filter((fault) => start <= fault.start && fault.start <= end);
  }
}

/** Reads a file from its text. Never throws: what does not parse is left out, what surrounds it is not. */
export function* readingBicep(text: string, surroundings?: Surroundings): Sliced<BicepFile> {
  const statements = yield* findingStatements(text);
  const symbols = new Symbols(text, statements.all);
  const canonical = new Canonical(symbols);
  const blocks = new BlockReader(symbols, canonical);
  const reader = new ResourceReader(symbols, blocks, canonical, surroundings);
  const resources: BicepResource[] = [];
  for (const statement of statements.all) {
    const found = reader.read(statement);
    if (found.length > 0) {
      resources.push(...found);
      yield;
    }
  }
  return { text, surroundings, statements, symbols, canonical, blocks, resources };
}

/** The same in one go. */
export function readBicep(text: string, surroundings?: Surroundings): BicepFile {
  return atOnce(readingBicep(text, surroundings));
}

/** The shape of a resource's block; undefined where its API version is not known. A module lists ids, whatever the version. */
export function shapeOf({ kind, form, apiVersion }: BicepResource): IdentityShape | undefined {
  return form === "module" ? "dictionary" : apiVersion === undefined ? undefined : shapeAt(kind, apiVersion);
}

/** What a plan has to know of the resource; a mode that is not known forbids nothing. */
export function planResource({ kind, orchestrationMode }: BicepResource): ComputeResourceType {
  return kind === "scaleSet"
    ? { kind, orchestrationMode: orchestrationMode === "Flexible" ? "Flexible" : "Uniform" }
    : { kind: "virtualMachine" };
}
