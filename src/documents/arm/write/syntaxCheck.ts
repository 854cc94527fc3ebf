import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import { indentIfFirst, lineIndent } from "../syntax/indentation";
import type { TextRange } from "../../textRange";
import { isResourceMember, tornOffMembers } from "../locate/tornOff";
import type { ContainerNode, Slot } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { editedBlock } from "./editedBlock";

/** Lists of an identity: where one stands in a resource, a bracket of the identity is missing, or one too many. */
const LISTS = ["userAssignedIdentities", "identityIds"];

/** The members that a block can have (docs/azure-behaviour.md#forms-of-the-identity-block), and the loop that makes one. */
const BLOCK_MEMBERS: ReadonlySet<string> = new Set([
  ...LISTS.map((name) => name.toLowerCase()),
  "type",
  "principalid",
  "tenantid",
  "clientid",
  "copy",
]);

/** The first place in a container's own text, or in brackets inside it, that does not parse. */
export function faultIn(tree: SyntaxTree, container: ContainerNode): TextRange | undefined {
  return bracketFaultIn(tree, container) ?? tree.slots(container).faults[0];
}

/** The first place where brackets or quotes in a container do not fit. */
function bracketFaultIn(tree: SyntaxTree, container: ContainerNode): TextRange | undefined {
  const fault = tree.structureFault(container);
  if (fault !== undefined) {
    return { start: fault.offset, end: fault.offset + 1 };
  }
  const hasForeignEnd =
    !endsAsItBegins(tree, container) && ancestors(tree, container).some((each) => !tree.isClosed(each));
  return tree.isClosed(container) && !hasForeignEnd ? undefined : { start: container.start, end: container.start + 1 };
}

/** Whether the bracket that ends a container stands under the line that begins it; undecided where it does not stand first on a line. */
function endsAsItBegins(tree: SyntaxTree, container: ContainerNode): boolean {
  const indent = indentIfFirst(tree.text, container.end - 1);
  return indent === undefined || indent === lineIndent(tree.text, container.start);
}

function ancestors(tree: SyntaxTree, container: ContainerNode): readonly ContainerNode[] {
  const found: ContainerNode[] = [];
  for (let around = tree.parent(container); around !== undefined; around = tree.parent(around)) {
    found.push(around);
  }
  return found;
}

/** Whether something around a container does not parse: a bracket too many or too few in it shows there. */
export function hasFaultAround(tree: SyntaxTree, container: ContainerNode): boolean {
  return tree.faults.length > 0 || ancestors(tree, container).some((each) => tree.slots(each).faults.length > 0);
}

/** Whether nothing among members says that some of them are of an object within the resource, or of another one. */
function areOfOneResource(members: readonly Slot[]): boolean {
  const names = new Set(members.map(({ name }) => name.toLowerCase()));
  return names.size === members.length && members.every(isResourceMember);
}

/**
 * The bracket that ends a resource too early, where a part of its identity may stand behind it, or the opening bracket of its
 * identity may be missing. A bracket too many elsewhere does no harm: what is edited is whole.
 */
function tornIdentity(tree: SyntaxTree, { resource: { node }, identity }: TemplateResource): TextRange | undefined {
  if (!hasFaultAround(tree, node)) {
    return undefined;
  }
  const own = tree.slots(node).slots;
  const torn = tornOffMembers(tree, node);
  const isWithin = LISTS.some((name) => tree.member(node, name) !== undefined) || tree.members(node, "type").length > 1;
  const hasNoPlace = ["properties", "location"].every((name) => tree.member(node, name) === undefined);
  const isBehind =
    identity.kind === "absent" &&
    ((hasNoPlace && !endsAsItBegins(tree, node) && !areOfOneResource([...own, ...torn])) ||
      ancestors(tree, node).some((each) => tree.members(each, "identity").some(({ start }) => start >= node.end)));
  return isWithin || isBehind ? { start: node.end - 1, end: node.end } : undefined;
}

/** The expression of an API version whose declaration a fault of the text may have put out of reach: it may have no place for an identity. */
function lostVersion(tree: SyntaxTree, { resource, apiVersion }: TemplateResource): TextRange | undefined {
  const isLost = apiVersion.kind === "unknown" && apiVersion.isLost === true && hasFaultAround(tree, resource.node);
  return isLost ? apiVersion.node : undefined;
}

/** The first place of a resource, and of the block that is edited for it, where it is not certain to say what it seems to say. */
export function faultInIdentity(
  template: ArmTemplate,
  resource: TemplateResource,
  block: IdentityBlock | undefined,
  torn: readonly IdentityEntry[] = [],
): TextRange | undefined {
  const { tree } = template;
  return (
    faultIn(tree, resource.resource.node) ??
    tornIdentity(tree, resource) ??
    lostVersion(tree, resource) ??
    (block === undefined ? undefined : faultInBlock(tree, block, torn))
  );
}

/**
 * Whether what a resource, or the block that counts for it, seems to say may be the doing of a bracket or quote that does not fit:
 * nothing is said to be wrong with it then. A comma that is missing elsewhere in the resource changes nothing in what it says.
 */
export function mayBeMisread(
  tree: SyntaxTree,
  resource: TemplateResource,
  block: IdentityBlock | undefined = editedBlock(resource),
): boolean {
  return (
    bracketFaultIn(tree, resource.resource.node) !== undefined ||
    tornIdentity(tree, resource) !== undefined ||
    (block !== undefined && faultInBlock(tree, block) !== undefined)
  );
}

/** The members of an identity block that none has: what else they may be, only a fault of the text can tell. */
export function strangersIn(tree: SyntaxTree, node: ContainerNode): readonly Slot[] {
  return tree.slots(node).slots.filter(({ name }) => !BLOCK_MEMBERS.has(name.toLowerCase()));
}

/**
 * The first place of a block, its lists included, that does not parse, or where entries of a list seem to stand behind its end.
 * @param torn the entries behind the end of a list that are reckoned with
 */
export function faultInBlock(
  tree: SyntaxTree,
  block: IdentityBlock,
  torn: readonly IdentityEntry[] = [],
): TextRange | undefined {
  const lists = [block.dictionary, block.array].flatMap((list) => (list.kind === "list" ? [list.node] : []));
  for (const container of [block.node, ...lists]) {
    const fault = faultIn(tree, container);
    if (fault !== undefined) {
      return fault;
    }
  }
  const stranger = strangersIn(tree, block.node).find((slot) => !torn.some((entry) => entry.slot === slot));
  return stranger !== undefined && hasFaultAround(tree, block.node) ? stranger : undefined;
}

/** Whether no bracket and no quote of a text has come to fit worse by an edit, wherever it stands. */
export function parsesAsWell(before: SyntaxTree, after: SyntaxTree): boolean {
  return after.faults.length <= before.faults.length;
}
