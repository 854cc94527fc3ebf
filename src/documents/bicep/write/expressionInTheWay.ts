import { wholeContent } from "../../plan/goal";
import type { TextRange } from "../../textRange";
import { declarationOf, type DeclaredPart, editableParts } from "./declaredParts";
import type { AskedQuestion } from "./outcome";
import { parameterFilesOf } from "./parameterFile";
import { may, type Work } from "./work";

/** What is asked about a part that is an expression. */
export function expressionQuestion(
  { file, resource, options }: Work,
  what: DeclaredPart,
  { text, member }: { readonly text: string; readonly member: { readonly value: TextRange } },
  canReplace: boolean,
): AskedQuestion {
  const declaration = declarationOf(resource, what);
  const canEdit = editableParts(resource).includes(what) && !may(options, "editDeclaration");
  const elsewhere = declaration?.kind === "parameter" ? parameterFilesOf(file, declaration.name) : [];
  return {
    facts: {
      kind: "isExpression",
      what,
      text,
      declaration: declaration && { kind: declaration.kind, name: declaration.name, range: declaration.node },
      offers: [
        ...(canEdit ? (["editDeclaration"] as const) : []),
        ...(canReplace ? (["replaceExpression"] as const) : []),
      ],
      isUnfit: false,
    },
    range: member.value,
    elsewhere,
  };
}

/** What stands in the way because it is an expression. */
export function expressionInTheWay(work: Work): AskedQuestion | undefined {
  if (work.resource.enabler !== undefined && work.demand.plan.after.systemAssigned === undefined) {
    return undefined;
  }
  const { resource, block, demand, options } = work;
  const { identity } = resource;
  const mayReplace = may(options, "replaceExpression");
  if (block === undefined) {
    const isKnown = wholeContent(work.knowledge, demand) !== undefined;
    return identity.kind === "expression" && !(mayReplace && isKnown)
      ? expressionQuestion(work, "block", identity, isKnown)
      : undefined;
  }
  const { type, dictionary, array } = block;
  if (type.kind === "expression" && demand.type !== "keep" && (demand.type === "unknown" || !mayReplace)) {
    return expressionQuestion(work, "type", type, demand.type !== "unknown" && !isSpread(type.text));
  }
  const list = [dictionary, array].find((each) => each.kind === "expression");
  const isOpen = demand.list === "unknown" || !mayReplace;
  return list?.kind === "expression" && demand.list !== "keep" && isOpen
    ? expressionQuestion(work, "list", list, demand.list !== "unknown" && !isSpread(list.text))
    : undefined;
}

/** What is spread over the members of a block has no place of its own. */
function isSpread(text: string): boolean {
  return text.startsWith("...");
}
