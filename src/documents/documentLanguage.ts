import type { IdentityState, IdentityType } from "../identity/identityState";
import type { DiagnosticCode, DocumentDiagnostic, DocumentFix } from "./documentDiagnostic";
import type { DocumentResource, ListedIdentity } from "./documentResource";
import type { FormOfId, KnownIdentity, ReferenceForm, TypedIdentityProblem } from "./knownIdentity";
import type { LiveComparison } from "./liveComparison";
import type { GivenAnswers, PlanOutcome, Request, SeveralOutcome } from "./planOutcome";
import type { Remedy } from "./planQuestion";
import type { Sliced } from "./sliced";
import type { TextEdit } from "./textEdit";
import type { TextRange } from "./textRange";

/** Documents by the language that the editor gives them, by their path, or by both. */
export interface DocumentFilter {
  /** A language id of VS Code. */
  readonly language?: string;
  /** A glob pattern of the whole path. */
  readonly pattern?: string;
}

/** Documents that are read with another one, because they hold a part of what it says. */
export interface RelatedFilter {
  /** How their names end. */
  readonly ending: string;
  /** `folder`: in the document's own; `below`: also in those inside it; `above`: the nearest one, in the own folder or above it. */
  readonly where: "folder" | "below" | "above";
}

/** A document that is read with another one. */
export interface RelatedDocument {
  /** From the folder of the other one, with slashes: `prod.tfvars`, `../bicepconfig.json`. */
  readonly path: string;
  readonly text: string;
}

/** What is around a document. */
export interface Surroundings {
  /** The document's own path, with slashes. */
  readonly path: string;
  /** In the order of their paths. */
  readonly related: readonly RelatedDocument[];
}

/**
 * A language in which resources and their identities are written. The editor features know a language by this alone. What is here is there
 * at activation and stays small.
 */
export interface DocumentLanguage {
  readonly languages: readonly DocumentFilter[];
  /** What brings up completions when it is typed. */
  readonly completionTriggers: readonly string[];
  /** As much of a text is given to `isWrittenIn`, in UTF-16 units. */
  readonly headLength: number;
  /** The extension that tells of a type that is not known, and completes it: where it is installed, that is left to it. */
  readonly officialExtension?: string;
  /** The documents that are read with one of the language; none where a document says all of it. */
  readonly related?: readonly RelatedFilter[];
  /** Whether a text with this beginning is a document of the language: what is none must cost next to nothing. */
  isWrittenIn(head: string): boolean;
  /** Loads what reads and writes the language: only its first document costs that. */
  load(): Promise<OpenDocument>;
}

/**
 * Reads a text in slices, so that a long one leaves others their turns. Never throws: what does not parse is left out, what surrounds it
 * is not.
 * @param earlier a reading of the text that this one has come from: what has not changed need not be read again
 * @param surroundings what is around the document, for a language that names related ones
 */
export type OpenDocument = (
  text: string,
  earlier?: IdentityDocument,
  surroundings?: Surroundings,
) => Sliced<IdentityDocument>;

/** How texts of a document are said to users. */
export interface Spelling {
  /** A text without what marks it as an expression. */
  plainText(text: string): string;
  /** The name of the identity that a text stands for. */
  identityName(text: string): string;
  /** How a document takes effect where that is not a deployment. */
  readonly takesEffectBy?: "apply";
  /** The address of the article on a diagnostic, where it is not that on ARM templates. */
  articleOn?(code: DiagnosticCode): string;
}

/**
 * One reading of a document, which does not change; a new version of the text has a new one. Resources, diagnostics and fixes that are
 * handed to it are its own.
 */
export interface IdentityDocument extends Spelling {
  readonly text: string;
  /** In the order of the text; never such as are only referred to. */
  readonly resources: readonly DocumentResource[];

  /** The innermost resource around an offset. */
  resourceAt(offset: number): DocumentResource | undefined;
  /** The same, or else the first resource whose identity is declared at the offset. */
  resourceMeantAt(offset: number): DocumentResource | undefined;
  /** Whether who has put the cursor here is likely to mean the identities of the resource. */
  isAtHead(resource: DocumentResource, cursor: TextRange): boolean;
  /** The place for which every change of the resource is refused, because it does not parse. */
  syntaxFault(resource: DocumentResource): TextRange | undefined;
  /** Whether an expression that is written for one resource means the same at another. */
  readsAlike(resource: DocumentResource, other: DocumentResource): boolean;

  /** The smallest edits for a request. `answers`: to what was asked about it before. */
  plan(resource: DocumentResource, request: Request, answers: GivenAnswers): Sliced<PlanOutcome>;
  /** The same for several resources at once. What those that ask could offer is not worked out. */
  planSeveral(resources: readonly DocumentResource[], request: Request, answers: GivenAnswers): Sliced<SeveralOutcome>;
  /** What can be done to the resource so that it can hold identities, or holds them in another way. Cheap. */
  remedies(resource: DocumentResource): readonly Remedy[];
  applyRemedy(resource: DocumentResource, remedy: Remedy): Sliced<PlanOutcome>;

  /** In the order of the text, each place and code once. */
  diagnose(): Sliced<readonly DocumentDiagnostic[]>;
  fix(fix: DocumentFix): Sliced<PlanOutcome>;
  /** Repairs every diagnostic of a code by its best fix; what cannot be repaired stays. */
  fixAll(code: DiagnosticCode): Sliced<readonly TextEdit[]>;

  hover(offset: number): HoverPlace | undefined;
  completion(offset: number): CompletionPlace | undefined;

  /** The identities that the document speaks of, as they can be said at the resource, each once. */
  knownIdentities(resource: DocumentResource): Sliced<readonly KnownIdentity[]>;
  /** Those of them that the resource does not have yet. */
  identitiesToOffer(resource: DocumentResource): Sliced<readonly KnownIdentity[]>;
  /** Whether the resource lists an identity by its id, itself or through variables. */
  namesId(resource: DocumentResource, id: string): boolean;
  /** The ways to say an id at the resource, the plainest first. */
  formsOfId(resource: DocumentResource, id: string): readonly FormOfId[];
  /** What is wrong with a typed identity; undefined where nothing is, as far as can be known. */
  typedIdentityProblem(resource: DocumentResource, typed: string): TypedIdentityProblem | undefined;
  /** An expression as an example of what can be typed. */
  readonly expressionExample: string;

  /** Compares with what a live resource has; undefined where the identity cannot be understood. */
  compareWithLive(resource: DocumentResource, live: IdentityState): LiveComparison | undefined;
}

/** What stands at an offset of a resource's identity. */
export interface HoverPlace {
  readonly resource: DocumentResource;
  readonly range: TextRange;
  /** The entry of a list; undefined for the identity as a whole. */
  readonly listed: ListedIdentity | undefined;
}

/** A place in an identity where one of a few known texts is to stand. */
export interface CompletionPlace {
  readonly resource: DocumentResource;
  readonly wants: "type" | "identity";
  /** The types that can stand there, where not all can. */
  readonly types?: readonly IdentityType[];
  /** What stands there already; empty where nothing does. */
  readonly replaces: TextRange;
  /** With what an item must begin to be found by what stands there. */
  readonly filterPrefix: string;
  /** What is written for a type or an identity. */
  written(text: string): string;
  /** The identities of the document to offer, spelled as they are written here. */
  known(): Sliced<readonly KnownIdentity[]>;
  /** The ways to say an id here without a declaration, spelled as they are written here. */
  forms(id: string): readonly { readonly form: ReferenceForm; readonly text: string }[];
}
