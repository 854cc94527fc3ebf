import { Canonical } from "./expression/canonical";
import { Evaluator } from "./expression/evaluate";
import { Symbols } from "./expression/symbols";
import type { AnyResource } from "./locate/anyResource";
import { ResourceFinder } from "./locate/resourceFinder";
import type { TemplateResource } from "./locate/templateResource";
import { BlockReader } from "./read/blockReader";
import { ResourceReader } from "./read/resourceReader";
import { atOnce, type Sliced } from "../sliced";
import { SyntaxTree } from "./syntax/syntaxTree";

/**
 * One document's text as all features share it: immutable, and read lazily, once. A new version of the text has a new one, which
 * is made from the one before.
 */
export interface ArmTemplate {
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly evaluator: Evaluator;
  readonly canonical: Canonical;
  readonly symbols: Symbols;
  readonly blocks: BlockReader;
  /** Every resource that the document declares, of any type. */
  readonly allResources: readonly AnyResource[];
  /** The virtual machines, scale sets and their instances among them, in the order of the text; never `existing` ones. */
  readonly resources: readonly TemplateResource[];
}

/**
 * Reads a template from its text. Never throws: what does not parse is left out, what surrounds it is not.
 * @param earlier a reading of the text that this one has come from: what has not changed is not read again
 */
export function* readingArmTemplate(text: string, earlier?: ArmTemplate): Sliced<ArmTemplate> {
  if (earlier?.text === text) {
    return earlier;
  }
  const tree = yield* SyntaxTree.reading(text, earlier?.tree);
  const evaluator = new Evaluator(tree);
  const allResources = yield* new ResourceFinder(tree, evaluator).finding();
  const symbols = new Symbols(tree, allResources);
  const canonical = new Canonical(tree, evaluator, symbols);
  const blocks = new BlockReader(tree, evaluator, canonical);
  const reader = new ResourceReader(tree, evaluator, blocks);
  const resources: TemplateResource[] = [];
  for (const each of allResources) {
    const resource = reader.read(each);
    if (resource !== undefined) {
      resources.push(resource);
    }
    yield;
  }
  resources.sort((left, right) => left.resource.node.start - right.resource.node.start);
  return { text, tree, evaluator, canonical, symbols, blocks, allResources, resources };
}

/** The same in one go. */
export function readArmTemplate(text: string, earlier?: ArmTemplate): ArmTemplate {
  return atOnce(readingArmTemplate(text, earlier));
}

/** The number of a resource among those of its template; -1 for one of another template. */
export function numberOf({ resources }: ArmTemplate, wanted: TemplateResource): number {
  let low = 0;
  let high = resources.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((resources[middle]?.resource.node.start ?? 0) < wanted.resource.node.start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return resources[low] === wanted ? low : -1;
}

/** The innermost resource around an offset. */
export function resourceAt(template: ArmTemplate, offset: number): TemplateResource | undefined {
  return template.resources.findLast(({ resource }) => resource.node.start <= offset && offset <= resource.node.end);
}
