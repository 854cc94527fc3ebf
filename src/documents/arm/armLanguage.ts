import type { DocumentLanguage } from "../documentLanguage";
import { HEAD_LENGTH, isArmTemplate } from "./isTemplate";

/** ARM templates in JSON; `arm-template` is the language of the Azure Resource Manager Tools (docs/azure-behaviour.md#language-of-templates). */
export const armLanguage: DocumentLanguage = {
  languages: [{ language: "json" }, { language: "jsonc" }, { language: "arm-template" }],
  completionTriggers: ['"', "[", "/"],
  headLength: HEAD_LENGTH,
  isWrittenIn: isArmTemplate,
  load: async () => (await import("./seam/openArmDocument")).openArmDocument,
};
