import type { DocumentResource, IdentityOfResource, ListedIdentity } from "../../documentResource";
import { identityOfResource } from "../../plan/statedIdentity";
import type { Place, TextRange } from "../../textRange";
import type { Machine } from "../locate/machines";
import { knowledgeOfIdentity } from "../plan/knowledgeOf";
import { attributeOf } from "../syntax/nodes";
import { entriesHere, listedIdentity } from "./listed";

/** A machine of a configuration as the editor features see it. */
export class TerraformResource implements DocumentResource {
  readonly kind: DocumentResource["kind"];
  readonly label: string;
  readonly name: string;
  readonly orchestrationMode: DocumentResource["orchestrationMode"];
  readonly range: TextRange;

  constructor(
    private readonly machine: Machine,
    readonly index: number,
  ) {
    this.kind = machine.kind;
    this.label = machine.label;
    this.name = machine.address;
    this.orchestrationMode = machine.orchestrationMode;
    this.range = machine.range;
  }

  get identity(): IdentityOfResource {
    const { identity } = this.machine;
    return identityOfResource(knowledgeOfIdentity(identity), identity, (entry) => listedIdentity(this.machine, entry));
  }

  get listed(): readonly ListedIdentity[] {
    return entriesHere(this.machine).map((entry) => listedIdentity(this.machine, entry));
  }

  get identityPlace(): TextRange {
    const { identity, block, range } = this.machine;
    if (identity.kind === "absent") {
      const name = block && attributeOf(block.body, "name");
      return name?.nameRange ?? { start: range.start, end: block?.open ?? range.start + 1 };
    }
    const { start, end } = identity.whole;
    const open = "open" in identity.whole ? identity.whole.open : undefined;
    const name = "nameRange" in identity.whole ? identity.whole.nameRange : undefined;
    return name ?? { start, end: open ?? end };
  }

  get declaration(): Place | undefined {
    const { identity } = this.machine;
    if (identity.kind === "expression") {
      return identity.declaration?.range;
    }
    const block = identity.kind === "block" ? identity.block : undefined;
    const open = [block?.type, block?.list].find((part) => part?.kind === "expression");
    return open?.kind === "expression" ? open.declaration?.range : undefined;
  }
}
