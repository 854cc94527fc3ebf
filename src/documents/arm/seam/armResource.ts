import type { DocumentResource, IdentityOfResource, ListedIdentity, NamedResource } from "../../documentResource";
import type { TextRange } from "../../textRange";
import type { TemplateResource } from "../locate/templateResource";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { allEntries, knowledgeOf } from "../../plan/knowledge";
import { identityOfResource } from "../../plan/statedIdentity";
import type { IdentityEntry } from "../read/identityReading";
import { idInKey } from "../reference/idInKey";
import { editedBlock } from "../write/editedBlock";
import { plainText } from "./spelling";

/** An entry of a list. The key spells out what variables hold; one that leaves a part to the deployment names no id. */
export function listedIdentity({ text, node, slot, key }: IdentityEntry): ListedIdentity {
  return {
    text,
    range: node,
    entry: slot,
    get id() {
      return idInKey(key);
    },
  };
}

/** A resource by what users know it. */
export function named({ name, resource }: TemplateResource): NamedResource {
  return { label: name === undefined ? resource.symbolicName : plainText(name) };
}

/** A resource of a template. What the text says of it is looked at when it is asked for. */
export class ArmResource implements DocumentResource {
  readonly kind: DocumentResource["kind"];
  readonly name: string | undefined;
  readonly orchestrationMode: DocumentResource["orchestrationMode"];
  readonly range: TextRange;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly own: TemplateResource,
    readonly index: number,
  ) {
    this.kind = own.kind;
    this.name = own.name;
    this.orchestrationMode = own.orchestrationMode;
    this.range = own.resource.node;
  }

  get label(): string | undefined {
    return named(this.own).label;
  }

  get identity(): IdentityOfResource {
    const { identity } = this.own;
    return identityOfResource(knowledgeOf<IdentityEntry>(identity), identity, listedIdentity);
  }

  get listed(): readonly ListedIdentity[] {
    const block = editedBlock(this.own);
    return block === undefined ? [] : allEntries(block).map(listedIdentity);
  }

  get identityPlace(): TextRange {
    const { identity, resource } = this.own;
    const member = identity.kind === "absent" ? this.tree.member(resource.node, "name") : identity.member;
    return member?.key ?? { start: resource.node.start, end: resource.node.start + 1 };
  }

  get declaration(): TextRange | undefined {
    const { identity } = this.own;
    return identity.kind === "expression" ? identity.declaration?.slot : undefined;
  }
}
