import type { DocumentLanguage } from "../documentLanguage";

/** As much of a file as holds whatever tells it from an empty one. */
const HEAD_LENGTH = 256;

/** Bicep files: by the language of the official extension, and by their ending where that is not installed. */
export const bicepLanguage: DocumentLanguage = {
  languages: [{ language: "bicep" }, { pattern: "**/*.bicep" }],
  completionTriggers: ["'", "/"],
  headLength: HEAD_LENGTH,
  related: [
    { ending: ".bicepparam", where: "below" },
    { ending: "bicepconfig.json", where: "above" },
  ],
  officialExtension: "ms-azuretools.vscode-bicep",
  isWrittenIn: () => true,
  load: async () => (await import("./seam/openBicepDocument")).openBicepDocument,
};
