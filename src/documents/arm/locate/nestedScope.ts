import type { ContainerNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { evaluationScope, type TemplateScope } from "./scope";

/** Whether a template says that it is of a newer language than version 1.0, or says its version in a way that is not known. */
function isNewer(tree: SyntaxTree, template: ContainerNode): boolean {
  const version = tree.value(template, "languageVersion");
  return version !== undefined && (version.kind !== "string" || tree.decoded(version) !== "1.0");
}

function isNull(tree: SyntaxTree, holder: ContainerNode, name: string): boolean {
  const value = tree.value(holder, name);
  return value === undefined || (value.kind === "word" && value.text === "null");
}

/** The scope that a deployment's `properties` state, in lower case; `notspecified` where they state none. */
function stated(tree: SyntaxTree, properties: ContainerNode): string | undefined {
  const options = tree.object(properties, "expressionEvaluationOptions");
  if (options === undefined) {
    return isNull(tree, properties, "expressionEvaluationOptions") ? "notspecified" : undefined;
  }
  return isNull(tree, options, "scope") ? "notspecified" : tree.stringOf(options, "scope")?.toLowerCase();
}

/**
 * Which variables and parameters hold in a template inline in a deployment. Where nothing is stated, the outer ones do in language
 * version 1.0. Unverified for newer versions: Microsoft's article on the template syntax is said to make the inner ones the default,
 * and neither the recorded facts nor any real template shows it. There the scope stays open, so that no wrong declaration is edited.
 */
export function nestedScopeKind(
  tree: SyntaxTree,
  properties: ContainerNode,
  template: ContainerNode,
  outer: TemplateScope,
): "inner" | "outer" | "unknown" {
  const scope = stated(tree, properties);
  if (scope === "inner" || scope === "outer") {
    return scope;
  }
  const templates = [template, outer.template, evaluationScope(outer).template];
  return scope === "notspecified" && templates.every((each) => !isNewer(tree, each)) ? "outer" : "unknown";
}
