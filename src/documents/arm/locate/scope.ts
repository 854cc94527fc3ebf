import type { ContainerNode } from "../syntax/syntaxNodes";

/** Where expressions of a resource are evaluated, and which template object it stands in. */
export interface TemplateScope {
  /**
   * `root`: the document's own template; `inner`, `outer`: inline in a deployment, with its own or with the outer variables and
   * parameters; `unknown`: inline, with the one or the other; `embedded`: inside another document, such as a policy.
   */
  readonly kind: "root" | "inner" | "outer" | "unknown" | "embedded";
  /** The object that holds `resources`; the document itself for a fragment without braces. */
  readonly template: ContainerNode;
  /** The scope around it; undefined at the top. */
  readonly outer: TemplateScope | undefined;
  /** Of an embedded template: whether its own expressions stand in one more bracket (`[[parameters('x')]`). */
  readonly isEscaped?: boolean;
  /** The deployment resource whose template this is. */
  readonly deployment: ContainerNode | undefined;
}

/** The scope whose variables and parameters a resource in this scope sees; one of kind `unknown` where that is not known. */
export function evaluationScope(scope: TemplateScope): TemplateScope {
  let current = scope;
  while (current.kind === "outer" && current.outer !== undefined) {
    current = current.outer;
  }
  return current;
}

/** Whether expressions in this scope stand in one more bracket, as where a template around it is evaluated first. */
export function isEscapedScope(scope: TemplateScope): boolean {
  const { kind, outer, isEscaped } = evaluationScope(scope);
  return kind === "embedded" ? isEscaped === true : outer !== undefined && isEscapedScope(outer);
}
