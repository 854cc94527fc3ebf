import type { DocumentLanguage, OpenDocument } from "../documentLanguage";
import type { GrammarFiles } from "./grammarFiles";
import { HEAD_LENGTH, isTerraform } from "./isTerraform";

/**
 * Terraform, also where no extension brings the language: then by the names of files. All files of a folder are applied together.
 * The parser is loaded with the first document that needs it, and once.
 */
export function terraformLanguage(files: GrammarFiles): DocumentLanguage {
  let loading: Promise<OpenDocument> | undefined;
  const load = async (): Promise<OpenDocument> => {
    try {
      const { loadTerraform } = await import("./seam/openTerraform");
      return await loadTerraform(files);
    } catch (error) {
      // The next document tries again.
      loading = undefined;
      throw error;
    }
  };
  return {
    languages: [{ language: "terraform" }, { language: "opentofu" }, { pattern: "**/*.tf" }, { pattern: "**/*.tofu" }],
    completionTriggers: ['"', "[", "/"],
    headLength: HEAD_LENGTH,
    related: [
      { ending: ".tf", where: "folder" },
      { ending: ".tofu", where: "folder" },
      { ending: ".tfvars", where: "folder" },
    ],
    isWrittenIn: isTerraform,
    load: () => (loading ??= load()),
  };
}
