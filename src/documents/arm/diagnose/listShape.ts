import type { TemplateResource } from "../locate/templateResource";
import { lowestVersion } from "../../plan/identityVersions";
import { blockShape, raisedApiVersion } from "../plan/blockShape";
import { profileOf } from "../read/apiVersionReading";
import type { IdentityBlock, ListReading } from "../read/identityReading";
import type { Fix, TemplateDiagnostic } from "./diagnostic";

type Present = Exclude<ListReading, { readonly kind: "absent" }>;

function isPresent(list: ListReading): list is Present {
  return list.kind !== "absent" && list.kind !== "null" && !(list.kind === "expression" && list.mayBeAbsent);
}

/** What the API version says against a block (docs/azure-behaviour.md#identity-shape-by-api-version). */
export function versionDiagnostics(resource: TemplateResource, block: IdentityBlock): readonly TemplateDiagnostic[] {
  const { apiVersion } = resource;
  const shape = blockShape(resource);
  if (apiVersion.kind !== "known" || shape === undefined) {
    return [];
  }
  const raise: Fix = { kind: "raiseApiVersion", resource, apiVersion: raisedApiVersion(resource) };
  const version = { apiVersion: apiVersion.text, profile: profileOf(apiVersion) };
  if (shape === "none") {
    const lowest = lowestVersion(resource.kind, "systemAssigned");
    const range = resource.identity.kind === "absent" ? block.node : resource.identity.member;
    return [{ code: "apiVersionHasNoIdentity", range, fixes: [raise], ...version, lowest }];
  }
  if (shape === "systemAssignedOnly") {
    return userAssignedTooEarly(resource, block, version, raise);
  }
  const wrong = block[shape === "dictionary" ? "array" : "dictionary"];
  if (!isPresent(wrong)) {
    return [];
  }
  const range = wrong.member.key ?? wrong.member;
  const convert: readonly Fix[] = wrong.kind === "list" ? [{ kind: "convertShape", resource, shape }] : [];
  return shape === "dictionary"
    ? [{ code: "arrayInsteadOfDictionary", range, fixes: convert, ...version }]
    : [{ code: "dictionaryInsteadOfArray", range, fixes: [...convert, raise], ...version }];
}

function userAssignedTooEarly(
  resource: TemplateResource,
  block: IdentityBlock,
  version: { readonly apiVersion: string; readonly profile: string | undefined },
  raise: Fix,
): readonly TemplateDiagnostic[] {
  const { type } = block;
  const list = [block.dictionary, block.array].find(isPresent);
  const names = type.kind === "known" && type.userAssigned ? type.node : undefined;
  const range = names ?? list?.member.key ?? list?.member;
  if (range === undefined) {
    return [];
  }
  const remove: Fix = { kind: "change", resource, change: { kind: "removeAllUserAssigned" } };
  const lowest = lowestVersion(resource.kind, "userAssigned");
  return [{ code: "apiVersionHasNoUserAssigned", range, fixes: [raise, remove], ...version, lowest }];
}
