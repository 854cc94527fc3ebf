import type { TextRange } from "../../textRange";
import type { BicepFile, BicepResource } from "../model";
import type { Node } from "../syntax/nodes";
import { bare } from "../syntax/walk";

function within(outer: TextRange | undefined, inner: TextRange): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.start < outer.end;
}

/** Whether something is in the brackets of a value: what is wrong there ends with them. */
function isDeepIn(value: Node, fault: TextRange): boolean {
  const inner = bare(value);
  const isClosed = "isClosed" in inner ? inner.isClosed : inner.kind === "for";
  return isClosed && within({ start: inner.start + 1, end: inner.end }, fault);
}

/**
 * What does not parse and stands in the way of every change of a resource: in its head, among its own members, or in its identity. What is
 * wrong deep inside another member is not in the way.
 */
export function faultInTheWay({ faults, node, holder, identity }: BicepResource): TextRange | undefined {
  if (node.body === undefined || !node.body.isClosed) {
    return faults[0] ?? { start: node.start, end: node.symbol.end };
  }
  return faults.find((fault) => {
    if (!within(node.body, fault)) {
      return true;
    }
    const own = node.body?.items.find((item) => within(item, fault) || item.end === fault.start);
    if (own?.kind !== "member" || !isDeepIn(own.value, fault)) {
      return own?.kind !== "resource";
    }
    const isInHolder = holder !== undefined && holder !== node.body && within(holder, fault);
    if (isInHolder) {
      const item = holder.items.find((each) => within(each, fault) || each.end === fault.start);
      return item === undefined || item.kind === "unknown" || (identity.kind !== "absent" && item === identity.member);
    }
    return identity.kind !== "absent" && own === identity.member;
  });
}

/** What does not parse in the statement of a declaration that is edited. */
export function faultInDeclaration(file: BicepFile, name: string): TextRange | undefined {
  const statement = file.symbols.statement(name);
  return statement === undefined ? undefined : file.symbols.parsed(statement)?.faults[0];
}

/** Whether a text parses no worse than it did before: no declaration is lost or new, and no more is wrong with its brackets. */
export function parsesAsWell(before: BicepFile, after: BicepFile, added = 0): boolean {
  return (
    after.resources.length === before.resources.length &&
    after.statements.all.length === before.statements.all.length + added &&
    (before.statements.isBroken || !after.statements.isBroken)
  );
}
