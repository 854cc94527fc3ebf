import type { OpenDocument } from "../../documentLanguage";
import type { GrammarFiles } from "../grammarFiles";
import { readingModel } from "../model";
import { SyntaxParser } from "../syntax/syntaxParser";
import { TerraformDocument } from "./terraformDocument";

/** Loads the parser, and gives what reads a text as Terraform; see `OpenDocument`. @throws where a file cannot be read */
export async function loadTerraform(files: GrammarFiles): Promise<OpenDocument> {
  const parser = await SyntaxParser.load(files);
  return function* (text, earlier, surroundings) {
    const before = earlier instanceof TerraformDocument ? earlier : undefined;
    const model = yield* readingModel(parser, text, surroundings?.related ?? [], before?.model);
    return before?.model === model ? before : new TerraformDocument(model);
  };
}
