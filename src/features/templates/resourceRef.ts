import type * as vscode from "vscode";
import type { DocumentResource } from "../../documents/documentResource";
import { type OpenTemplate, openTemplate } from "./openTemplate";
import type { TemplateModels } from "./templateModels";
import { TemplateProblem } from "./templateProblem";

/** Names a resource of an open template while its text may change. */
export interface ResourceRef {
  readonly uri: string;
  /** Its place among the resources. */
  readonly index: number;
  /** Its name as it stands. */
  readonly name: string | undefined;
}

/** A resource where it is now. */
export interface FoundResource extends OpenTemplate {
  readonly resource: DocumentResource;
}

/** Names a resource for later. */
export function refOf(document: vscode.TextDocument, { index, name }: DocumentResource): ResourceRef {
  return { uri: document.uri.toString(), index, name };
}

/** Whether what a command was called with is such a name: other extensions can call it with anything. */
export function isResourceRef(value: unknown): value is ResourceRef {
  return (
    typeof value === "object" &&
    value !== null &&
    "uri" in value &&
    typeof value.uri === "string" &&
    "index" in value &&
    typeof value.index === "number" &&
    "name" in value
  );
}

/** Finds a resource again. @throws TemplateProblem where it is gone, or where several could be meant */
export async function findResource(models: TemplateModels, ref: ResourceRef): Promise<FoundResource> {
  const { document, template } = await openTemplate(models, ref.uri);
  const there = template.resources[ref.index];
  const named = template.resources.filter(({ name }) => name === ref.name);
  const resource = there?.name === ref.name ? there : named.length === 1 ? named[0] : undefined;
  if (resource === undefined) {
    throw new TemplateProblem({ reason: "changedMeanwhile" });
  }
  return { document, template, resource };
}
