import type { TemplateResource } from "../locate/templateResource";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { printMember, printString } from "./printer";
import { insertSlot } from "./slotEdits";
import { styleOf } from "./style";
import type { TextEdit } from "../../textEdit";

/**
 * Gives one resource this API version. Where the present one comes from a variable, a parameter or the API profile, the resource
 * gets a literal of its own: others share those.
 */
export function setApiVersion(
  tree: SyntaxTree,
  { resource, apiVersion }: TemplateResource,
  version: string,
): readonly TextEdit[] {
  const member = tree.member(resource.node, "apiVersion");
  const value = member === undefined ? apiVersion.node : member.value;
  if (member === undefined && value === undefined) {
    const type = tree.member(resource.node, "type");
    return insertSlot(tree, resource.node, type, (style, place) =>
      printMember("apiVersion", { kind: "string", text: version }, style, place),
    );
  }
  if (value === undefined) {
    return [];
  }
  const { start, end } = value;
  return [{ offset: start, length: end - start, text: printString(version, styleOf(tree, resource.node, member)) }];
}
