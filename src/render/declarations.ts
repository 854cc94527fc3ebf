import type { IdentityPatch } from "../identity/identityPatch";
import type { IdentityState } from "../identity/identityState";
import { isBlocked } from "../identity/plan";
import { resourceName } from "../identity/resourceId";
import { changeComments } from "./changeComments";
import { commentLines } from "./comment";
import { grouped } from "./grouped";
import { identityBlock } from "./identityBlock";
import type { NewUserAssignedIdentity, Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";

/** A block as lines of the language, or, where there is none to write, what has to be said instead. */
export type Declaration =
  { readonly kind: "lines"; readonly lines: readonly string[] } | { readonly kind: "comment"; readonly text: string };

/** How a language declares identities. */
export interface Declaring {
  /** What begins a comment line. */
  readonly comment: string;
  /** What has to be known of every block of this language. */
  readonly caveat: string;
  declare(state: IdentityState): Declaration;
  /** Declares an identity that is to be made. `at` tells those of one text apart, from 0. */
  declareIdentity(identity: NewUserAssignedIdentity, at: number): Declaration;
}

/** Declares a state by the block that the API version decides. */
export function declareBlock(
  state: IdentityState,
  { apiVersion, words }: RenderOptions,
  write: (block: IdentityPatch) => readonly string[],
): Declaration {
  const block = identityBlock(state, apiVersion);
  switch (block.kind) {
    case "block":
      return { kind: "lines", lines: write(block.block) };
    case "leftOut":
      return { kind: "comment", text: words.leaveBlockOut };
    case "cannotHold":
      return { kind: "comment", text: words.cannotHold(apiVersion) };
  }
}

/**
 * The planned states as blocks, each below the names of the resources that it is for: resources with the same block share one. What only
 * a command can do, or what Azure would refuse, is said, not shown.
 */
export function declarations(operations: readonly Operation[], declaring: Declaring, { words }: RenderOptions): string {
  const comments = (texts: readonly string[]) => commentLines(declaring.comment, texts);
  const text = (declaration: Declaration): string =>
    (declaration.kind === "lines" ? declaration.lines : comments([declaration.text])).join("\n");
  const changes = operations.filter((operation) => operation.kind === "changeIdentities");
  const shown = changes.filter((change) => !isBlocked(change.plan));
  const made = operations.filter((operation) => operation.kind === "createUserAssignedIdentity");
  const groups = operations.filter((operation) => operation.kind === "createResourceGroup");
  const declared = changes.length + made.length + groups.length;
  const head = comments([
    ...changes.flatMap((change) => (change.plan.isNoOp ? [] : changeComments(change, words))),
    ...(shown.length > 0 ? [declaring.caveat] : []),
    ...(declared < operations.length ? [words.onlyAsCommand] : []),
    ...groups.map(({ name }) => words.createGroupFirst(name)),
  ]);
  const entries = shown.map((change) => ({ change, declaration: declaring.declare(change.plan.after) }));
  const blocks = grouped(entries, (entry) => JSON.stringify(entry.declaration)).flatMap((group) => {
    const names = comments(group.map((entry) => resourceName(entry.change.resourceId)));
    return group.slice(0, 1).map(({ declaration }) => {
      return [...names, text(declaration)].join("\n");
    });
  });
  const identities = made.map((identity, at) => text(declaring.declareIdentity(identity, at)));
  return [...(head.length > 0 ? [head.join("\n")] : []), ...identities, ...blocks].join("\n\n");
}
