import { isCallOf } from "../expression/expression";
import { parseTemplateText } from "../expression/parseExpression";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { IdentityBlock } from "../read/identityReading";
import { indentIfFirst, lineIndent } from "../syntax/indentation";
import type { TextRange } from "../../textRange";
import type { ContainerNode } from "../syntax/nodes";
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
function hasFaultAround(tree: SyntaxTree, container: ContainerNode): boolean {
  return tree.faults.length > 0 || ancestors(tree, container).some((each) => tree.slots(each).faults.length > 0);
}

/**
 * The bracket that ends a resource too early, where a part of its identity may stand behind it, or the opening bracket of its
 * identity may be missing. A bracket too many elsewhere does no harm: what is edited is whole.
 */
function tornIdentity(tree: SyntaxTree, { resource: { node }, identity }: TemplateResource): TextRange | undefined {
  if (!hasFaultAround(tree, node)) {
    return undefined;
  }
  const isWithin = LISTS.some((name) => tree.member(node, name) !== undefined) || tree.members(node, "type").length > 1;
  const hasNoPlace = ["properties", "location"].every((name) => tree.member(node, name) === undefined);
  const isBehind =
    identity.kind === "absent" &&
    ((hasNoPlace && !endsAsItBegins(tree, node)) ||
      ancestors(tree, node).some((each) => tree.members(each, "identity").some(({ start }) => start > node.end)));
  return isWithin || isBehind ? { start: node.end - 1, end: node.end } : undefined;
}

/**
 * The expression of an API version that names no declaration of the template, where the text has a fault: the declarations may be
 * there and out of reach, and the version one that has no place for an identity.
 */
function lostVersion(
  { tree, evaluator }: ArmTemplate,
  { resource, apiVersion }: TemplateResource,
): TextRange | undefined {
  const { node } = apiVersion;
  const text = apiVersion.kind === "unknown" && node?.kind === "string" ? tree.decoded(node) : undefined;
  const read = text === undefined ? undefined : parseTemplateText(text);
  let root = read?.kind === "expression" ? read.expression : undefined;
  while (root?.kind === "member" || root?.kind === "index") {
    root = root.target;
  }
  const isLost =
    root !== undefined &&
    (isCallOf(root, "variables") || isCallOf(root, "parameters")) &&
    evaluator.declaration(root, resource.scope) === undefined;
  return isLost && hasFaultAround(tree, resource.node) ? node : undefined;
}

/** The first place of a resource, and of the block that is edited for it, where it is not certain to say what it seems to say. */
export function faultInIdentity(
  template: ArmTemplate,
  resource: TemplateResource,
  block: IdentityBlock | undefined,
): TextRange | undefined {
  const { tree } = template;
  return (
    faultIn(tree, resource.resource.node) ??
    tornIdentity(tree, resource) ??
    lostVersion(template, resource) ??
    (block === undefined ? undefined : faultInBlock(tree, block))
  );
}

/** The fault for which every change of a resource's own identity is refused: none is worth offering then. */
export function faultForAll(template: ArmTemplate, resource: TemplateResource): TextRange | undefined {
  const { identity } = resource;
  return faultInIdentity(template, resource, identity.kind === "block" ? identity.block : undefined);
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

/** The first place of a block, its lists included, that does not parse, or where entries of a list seem to stand behind its end. */
export function faultInBlock(tree: SyntaxTree, block: IdentityBlock): TextRange | undefined {
  const lists = [block.dictionary, block.array].flatMap((list) => (list.kind === "list" ? [list.node] : []));
  for (const container of [block.node, ...lists]) {
    const fault = faultIn(tree, container);
    if (fault !== undefined) {
      return fault;
    }
  }
  const stranger = tree.slots(block.node).slots.find(({ name }) => !BLOCK_MEMBERS.has(name.toLowerCase()));
  return stranger !== undefined && hasFaultAround(tree, block.node) ? stranger : undefined;
}

/** Whether no bracket and no quote of a text has come to fit worse by an edit, wherever it stands. */
export function parsesAsWell(before: SyntaxTree, after: SyntaxTree): boolean {
  return after.faults.length <= before.faults.length;
}
