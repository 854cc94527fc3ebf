import type { CommandTable } from "../command";
import type { TemplateEditing } from "./templateEditing";

/** The commands on the open template. */
export function register(editing: TemplateEditing): CommandTable {
  return {
    editTemplateIdentities: (request) => editing.editIdentities(request),
    importIntoTemplate: (node) => editing.importLive(node),
    compareTemplateWithLive: () => editing.compareWithLive(),
    insertIntoTemplate: (node) => editing.insertIdentity(node),
  };
}
