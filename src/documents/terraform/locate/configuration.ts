import type { Sliced } from "../../sliced";
import type { Attribute, Block } from "../syntax/nodes";
import { attributeOf } from "../syntax/nodes";
import type { SyntaxParser } from "../syntax/syntaxParser";
import { readingFile, type TerraformFile } from "./terraformFile";

/** A file that is read with the document. */
export interface RelatedText {
  readonly path: string;
  readonly text: string;
}

/** What a file declares. */
export interface Declared<T> {
  readonly value: T;
  readonly file: TerraformFile;
}

/** A document with the files that are applied together with it: all of one folder. */
export interface Configuration {
  /** The document itself. */
  readonly main: TerraformFile;
  readonly files: readonly TerraformFile[];
  readonly locals: ReadonlyMap<string, Declared<Attribute>>;
  readonly variables: ReadonlyMap<string, Declared<Block>>;
  /** The values of variables: those that Terraform gives unasked, of `terraform.tfvars` and `*.auto.tfvars`, and those of `run`. */
  readonly values: ReadonlyMap<string, Declared<Attribute>>;
  /** The blocks that make or look up user-assigned identities, by how they are referred to. */
  readonly identities: ReadonlyMap<string, Declared<Block>>;
  /** The file of values that a run is given (`-var-file`), where one run is looked at; none otherwise. */
  readonly run: string | undefined;
}

function isLoadedUnasked(path: string): boolean {
  return path === "terraform.tfvars" || path.endsWith(".auto.tfvars");
}

/** How a block at the top level is referred to; undefined for blocks that nothing refers to. */
export function addressOf({ type, labels }: Pick<Block, "type" | "labels">): string | undefined {
  const [first, second] = labels.map(({ text }) => text);
  if (first === undefined) {
    return undefined;
  }
  switch (type) {
    case "resource":
      return second === undefined ? undefined : `${first}.${second}`;
    case "data":
      return second === undefined ? undefined : `data.${first}.${second}`;
    case "module":
      return `module.${first}`;
    default:
      return undefined;
  }
}

function put<T>(map: Map<string, T>, key: string | undefined, value: T): void {
  // The first counts: what is declared twice is refused, and no second one is looked for.
  if (key !== undefined && !map.has(key)) {
    map.set(key, value);
  }
}

function configurationOf(
  main: TerraformFile,
  related: readonly TerraformFile[],
  run: string | undefined,
): Configuration {
  const files = [main, ...related];
  const locals = new Map<string, Declared<Attribute>>();
  const variables = new Map<string, Declared<Block>>();
  const values = new Map<string, Declared<Attribute>>();
  const identities = new Map<string, Declared<Block>>();
  for (const file of files) {
    for (const { block } of file.blocks) {
      const [first] = block?.labels ?? [];
      if (block?.type === "locals") {
        block.body.attributes.forEach((value) => {
          put(locals, value.name, { value, file });
        });
      } else if (block?.type === "variable") {
        put(variables, first?.text, { value: block, file });
      } else if (block !== undefined && first?.text === "azurerm_user_assigned_identity") {
        put(identities, addressOf(block), { value: block, file });
      }
    }
  }
  // Files of values are read in the order of their names, and the last one counts.
  const unasked = related.filter(({ path }) => path !== undefined && isLoadedUnasked(path));
  for (const file of [...unasked, ...related.filter(({ path }) => path !== undefined && path === run)]) {
    file.values.forEach((value) => values.set(value.name, { value, file }));
  }
  return { main, files, locals, variables, values, identities, run };
}

/**
 * Reads a document together with the files of its folder. Never throws.
 * @param earlier a reading of the document as it was
 */
export function* readingConfiguration(
  parser: SyntaxParser,
  text: string,
  related: readonly RelatedText[],
  earlier?: Configuration,
): Sliced<Configuration> {
  const main = yield* readingFile(parser, undefined, text, earlier?.main);
  const before = new Map(earlier?.files.map((file) => [file.path, file]));
  const files: TerraformFile[] = [];
  for (const { path, text: other } of related) {
    files.push(yield* readingFile(parser, path, other, before.get(path)));
  }
  const isSame = earlier?.main === main && files.every((file, at) => earlier.files[at + 1] === file);
  return isSame && earlier.files.length === files.length + 1 ? earlier : configurationOf(main, files, earlier?.run);
}

/** The same with the values that a run is given. */
export function forRun(configuration: Configuration, run: string | undefined): Configuration {
  const [main, ...related] = configuration.files;
  return main === undefined ? configuration : configurationOf(main, related, run);
}

/** The files that a run may be given for a value of this variable, by their paths. */
export function runsThatSet({ files }: Configuration, name: string): readonly string[] {
  return files.flatMap(({ path, values }) =>
    path !== undefined && !isLoadedUnasked(path) && values.some((value) => value.name === name) ? [path] : [],
  );
}

/** The default of a variable, where it has one. */
export function defaultOf({ value }: Declared<Block>): Attribute | undefined {
  return attributeOf(value.body, "default");
}
