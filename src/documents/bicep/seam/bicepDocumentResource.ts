import type { DocumentResource, IdentityOfResource, ListedIdentity } from "../../documentResource";
import { allEntries, knowledgeOf } from "../../plan/knowledge";
import { identityOfResource } from "../../plan/statedIdentity";
import type { Place, TextRange } from "../../textRange";
import type { BicepFile, BicepResource } from "../model";
import type { IdentityEntry } from "../read/identityReading";
import { nameOf } from "../read/resourceName";
import { memberNamed } from "../syntax/walk";
import { declarationOf, editedBlock } from "../write/declaredParts";

/** An entry of a list. One that leaves a part to the deployment names no id. */
export function listedIdentity({ canonical }: BicepFile, { text, key, node, slot }: IdentityEntry): ListedIdentity {
  return {
    text,
    range: { start: node.start, end: node.end },
    entry: { start: slot.start, end: slot.end },
    id: canonical.isId(key) ? key : undefined,
  };
}

/** The entries that a resource's own list, or the one it names, spells out. */
export function entriesOf({ identity }: BicepResource): readonly IdentityEntry[] {
  const block = editedBlock(identity, ["block", "list"]);
  return block === undefined ? [] : allEntries(block);
}

/** A resource of a file. What the text says of it is looked at when it is asked for. */
export class BicepDocumentResource implements DocumentResource {
  readonly kind: DocumentResource["kind"];
  readonly name: string;
  readonly orchestrationMode: DocumentResource["orchestrationMode"];
  readonly range: TextRange;

  constructor(
    private readonly file: BicepFile,
    private readonly own: BicepResource,
    readonly index: number,
  ) {
    this.kind = own.kind;
    this.name = own.symbol;
    this.orchestrationMode = own.orchestrationMode;
    this.range = { start: own.node.start, end: own.node.end };
  }

  get label(): string | undefined {
    return nameOf(this.own).label;
  }

  get identity(): IdentityOfResource {
    const { identity } = this.own;
    return identityOfResource(knowledgeOf<IdentityEntry>(identity), identity, (entry) =>
      listedIdentity(this.file, entry),
    );
  }

  get listed(): readonly ListedIdentity[] {
    return entriesOf(this.own).map((entry) => listedIdentity(this.file, entry));
  }

  get identityPlace(): TextRange {
    const { identity, node } = this.own;
    const place =
      identity.kind === "absent" ? (memberNamed(node.body, "name")?.key ?? node.symbol) : identity.member.key;
    return { start: place.start, end: place.end };
  }

  get declaration(): Place | undefined {
    const node = (["block", "list", "type"] as const)
      .map((part) => declarationOf(this.own, part)?.node)
      .find((each) => each !== undefined);
    return node && { start: node.start, end: node.end };
  }
}
