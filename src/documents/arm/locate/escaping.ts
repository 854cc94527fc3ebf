import type { TextRange } from "../../textRange";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { AnyResource } from "./anyResource";

/** So much of a template is looked at: its expressions begin with its first parameters and resources. */
const LOOKED_AT = 65_536;

/** A string in the brackets of an expression; no other text of JSON begins with a quote and a bracket. */
const EXPRESSION = /"\[(\[?)[^"\\]*(?:\\.[^"\\]*)*\]"/g;

/** Whether the expressions in a stretch of text stand in one more bracket; undefined where there are none. */
function habitIn({ text }: SyntaxTree, { start, end }: TextRange): boolean | undefined {
  let habit: boolean | undefined;
  for (const [, second] of text.slice(start, Math.min(end, start + LOOKED_AT)).matchAll(EXPRESSION)) {
    if (second === "[") {
      // What stands in one bracket beside it is for the template around, as Bicep compiles what it knows.
      return true;
    }
    habit = false;
  }
  return habit;
}

/**
 * Whether expressions of a template inside another document stand in one more bracket. Both are in use (docs/azure-behaviour.md#brackets-inside-other-documents): `[[` where a template deploys
 * the document and is evaluated first, `[` where the document is sent as it is, and by some who deploy it all the same. So it is what
 * its other expressions do, or those around it, that tells.
 * @param around the resource that holds it; undefined for a document of another kind
 */
export function escapesExpressions(tree: SyntaxTree, template: TextRange, around: AnyResource | undefined): boolean {
  const isDeployed = around?.slot !== undefined;
  return habitIn(tree, template) ?? (around === undefined ? undefined : habitIn(tree, around.node)) ?? isDeployed;
}
