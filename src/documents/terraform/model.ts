import type { Sliced } from "../sliced";
import { type Configuration, forRun, readingConfiguration, type RelatedText } from "./locate/configuration";
import { findMachines, type Machine } from "./locate/machines";
import type { SyntaxParser } from "./syntax/syntaxParser";

/** One reading of a document with its folder: immutable. A new version of a text has a new one, made from the one before. */
export interface TerraformModel {
  readonly parser: SyntaxParser;
  readonly configuration: Configuration;
  /** The virtual machines and scale sets of the document, in the order of the text. */
  readonly machines: readonly Machine[];
}

/** Reads a document. Never throws: what does not parse is left out, what surrounds it is not. */
export function* readingModel(
  parser: SyntaxParser,
  text: string,
  related: readonly RelatedText[],
  earlier?: TerraformModel,
): Sliced<TerraformModel> {
  const configuration = yield* readingConfiguration(parser, text, related, earlier?.configuration);
  return configuration === earlier?.configuration
    ? earlier
    : { parser, configuration, machines: findMachines(configuration) };
}

/** The same as it is for one run. @param run see `Configuration` */
export function modelForRun({ parser, configuration }: TerraformModel, run: string | undefined): TerraformModel {
  const given = forRun(configuration, run);
  return { parser, configuration: given, machines: findMachines(given) };
}

/** The files that were read with the document. */
export function relatedTexts({ configuration }: TerraformModel): readonly RelatedText[] {
  return configuration.files.flatMap(({ path, text }) => (path === undefined ? [] : [{ path, text }]));
}
