import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { IdentityBlock } from "../read/identityReading";
import { atOnce, type Sliced } from "../../sliced";
import type { TemplateDiagnostic } from "./diagnostic";
import { entryDiagnostics } from "./entryDiagnostics";
import { versionDiagnostics } from "./listShape";
import { identityInProperties, misspeltType, systemAssignedOnFlexible } from "./placeDiagnostics";
import { findingMentions } from "./mentions";
import { findingPrincipalIdReads } from "./principalIdReads";
import { readOnlyDiagnostics } from "./readOnlyDiagnostics";
import { findingRetiredExtensions } from "./retiredExtension";
import { typeDiagnostics } from "./typeDiagnostics";
import { mayBeMisread } from "../write/syntaxCheck";

/** The block that a resource has for certain: its own, or the variable that it is. A parameter's default may be overridden. */
function certainBlock({ identity }: TemplateResource): IdentityBlock | undefined {
  if (identity.kind === "block") {
    return identity.block;
  }
  return identity.kind === "expression" && identity.declaration?.kind === "variable" ? identity.declared : undefined;
}

function blockDiagnostics(
  template: ArmTemplate,
  resource: TemplateResource,
  block: IdentityBlock,
): readonly TemplateDiagnostic[] {
  return [
    ...versionDiagnostics(resource, block),
    ...typeDiagnostics(resource, block),
    ...entryDiagnostics(template, resource, block),
    ...readOnlyDiagnostics(template.tree, resource, block),
  ];
}

/** What is wrong with one resource; nothing where that may be the fault of brackets that do not fit. */
function resourceDiagnostics(template: ArmTemplate, resource: TemplateResource): readonly TemplateDiagnostic[] {
  const { tree } = template;
  const block = certainBlock(resource);
  return mayBeMisread(tree, resource, block)
    ? []
    : [
        ...(block === undefined ? [] : blockDiagnostics(template, resource, block)),
        ...identityInProperties(tree, resource),
        ...systemAssignedOnFlexible(resource, block),
      ];
}

/** Finds all that is wrong with the identities of a template, in the order of the text, each place and code once. */
export function* diagnosing(template: ArmTemplate): Sliced<readonly TemplateDiagnostic[]> {
  const { tree, resources, allResources } = template;
  const mentions = yield* findingMentions(tree.text);
  const found: TemplateDiagnostic[] = [];
  for (const resource of resources) {
    found.push(...resourceDiagnostics(template, resource));
    yield;
  }
  for (const resource of allResources) {
    found.push(...misspeltType(template.evaluator, resource));
    yield;
  }
  found.push(
    ...(yield* findingRetiredExtensions(tree, allResources, mentions.retiredExtension)),
    ...(yield* findingPrincipalIdReads(template, mentions)),
  );
  // Resources that share a variable share what is wrong with it.
  const distinct = new Map<string, TemplateDiagnostic>();
  for (const diagnostic of found) {
    distinct.set(`${diagnostic.range.start} ${diagnostic.code}`, diagnostic);
    yield;
  }
  return [...distinct.values()].sort((left, right) => left.range.start - right.range.start);
}

/** The same in one go. */
export function diagnose(template: ArmTemplate): readonly TemplateDiagnostic[] {
  return atOnce(diagnosing(template));
}
