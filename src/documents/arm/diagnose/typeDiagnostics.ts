import { type TypeFix, typeFinding } from "../../plan/typeFinding";
import type { TextRange } from "../../textRange";
import type { TemplateResource } from "../locate/templateResource";
import { blockShape } from "../plan/blockShape";
import type { IdentityBlock } from "../read/identityReading";
import type { Fix, TemplateDiagnostic } from "./diagnostic";

/** Where something said about the type of a block is shown; where it has none, at its list. */
function placeOf(block: IdentityBlock, at: "type" | "list"): TextRange {
  const { type } = block;
  if (at === "type" && type.kind !== "absent") {
    return type.kind === "known" ? type.node : (type.member.value ?? type.member);
  }
  const list = [block.dictionary, block.array].find(({ kind }) => kind === "list");
  return list?.kind === "list" ? (list.member.key ?? list.member) : block.node;
}

function toFix(resource: TemplateResource, block: IdentityBlock, fix: TypeFix): Fix {
  switch (fix.kind) {
    case "setType":
      return { kind: fix.kind, resource, block, type: fix.type };
    case "removeLists":
      return { kind: fix.kind, resource, block };
    case "removeIdentity":
      return { kind: fix.kind, resource };
  }
}

/** What a block's type says against its lists; nothing where either is an expression. */
export function typeDiagnostics(resource: TemplateResource, block: IdentityBlock): readonly TemplateDiagnostic[] {
  const found = typeFinding(block, blockShape(resource));
  return found === undefined
    ? []
    : [
        {
          ...found.facts,
          range: placeOf(block, found.at),
          fixes: found.fixes.map((fix) => toFix(resource, block, fix)),
        },
      ];
}
