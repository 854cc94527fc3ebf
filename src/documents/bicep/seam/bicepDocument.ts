import type { IdentityState } from "../../../identity/identityState";
import { composeEdits } from "../../composeEdits";
import type { DiagnosticCode, DocumentDiagnostic, DocumentFix, FixFacts } from "../../documentDiagnostic";
import type { CompletionPlace, HoverPlace, IdentityDocument } from "../../documentLanguage";
import type { DocumentResource } from "../../documentResource";
import { holderName } from "../../holderName";
import type { FormOfId, KnownIdentity, TypedIdentityProblem } from "../../knownIdentity";
import type { LiveComparison } from "../../liveComparison";
import { RAISED } from "../../plan/identityVersions";
import type { GivenAnswers, OneOfSeveral, PlanOutcome, Request, SeveralOutcome } from "../../planOutcome";
import type { Question, Remedy } from "../../planQuestion";
import { allowedBy, answersTo, fileIn, shapeIn } from "../../plan/answers";
import { MadeFixes } from "../../plan/madeFixes";
import type { Sliced } from "../../sliced";
import { sameResourceId, resourceName } from "../../../identity/resourceId";
import { applyEdits, type TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";
import { compareWithLive } from "../compare/compareWithLive";
import { diagnosing } from "../diagnose/diagnose";
import type { BicepDiagnostic, Fix } from "../diagnose/diagnostic";
import { type BicepFile, type BicepResource, readingBicep, shapeOf } from "../model";
import { nameOf } from "../read/resourceName";
import { assigningIdentities, existingSymbol, preparing } from "../reference/assignIdentities";
import { findingIdentities, findingIdentitiesToOffer, typedIdentityProblem } from "../reference/identities";
import { bicepString } from "../write/bicepString";
import { changingIdentity } from "../write/changeIdentity";
import { editedBlock } from "../write/declaredParts";
import { faultInTheWay } from "../write/faults";
import { convertingShape, fixing, raisingApiVersion, type RepairOutcome } from "../write/fixing";
import type { AskedQuestion, ChangeOptions, ChangeOutcome } from "../write/outcome";
import { BicepDocumentResource, entriesOf } from "./bicepDocumentResource";
import { completionPlace, hoverPlace, isAtHead, resourceAt, resourceMeantAt } from "./places";
import { identityName, plainText } from "./spelling";

/** What the user has allowed by answers. */
function optionsOf(answers: GivenAnswers): ChangeOptions {
  const allow = allowedBy(answers);
  const shape = shapeIn(answers);
  const elsewhere = fileIn(answers);
  return {
    allow,
    ...(shape === undefined ? {} : { shapeIfUnknown: shape }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  };
}

function toQuestion({ facts, range, elsewhere }: AskedQuestion): Question {
  return { ...facts, answers: answersTo(facts, range, elsewhere) };
}

type WithoutEdits = Exclude<PlanOutcome, { readonly kind: "edits" }>;

function withoutEdits(outcome: Exclude<ChangeOutcome, { readonly kind: "edits" }>): WithoutEdits {
  return outcome.kind === "asks" ? { kind: "asks", question: toQuestion(outcome.question) } : outcome;
}

function toOutcome(outcome: ChangeOutcome | RepairOutcome): PlanOutcome {
  if (outcome.kind !== "edits") {
    return withoutEdits(outcome);
  }
  const elsewhere = "elsewhere" in outcome ? outcome.elsewhere : undefined;
  const { edits, alsoAffects } = outcome;
  return {
    kind: "edits",
    edits,
    othersAffected: alsoAffects.length,
    ...(elsewhere === undefined ? {} : { elsewhere }),
  };
}

function requested(
  file: BicepFile,
  resource: BicepResource,
  request: Request,
  options: ChangeOptions,
): Sliced<ChangeOutcome> {
  return request.kind === "change"
    ? changingIdentity(file, resource, request.change, options)
    : assigningIdentities(file, resource, request.identities, options);
}

/** A Bicep file as the editor features see it. */
export class BicepDocument implements IdentityDocument {
  readonly text: string;
  readonly resources: readonly DocumentResource[];
  readonly expressionExample = "identity.id";
  readonly plainText = plainText;
  readonly identityName = identityName;
  private readonly fixes = new MadeFixes<Fix>();

  constructor(readonly file: BicepFile) {
    this.text = file.text;
    this.resources = file.resources.map((resource, index) => new BicepDocumentResource(file, resource, index));
  }

  resourceAt(offset: number): DocumentResource | undefined {
    return this.shownOr(resourceAt(this.file, offset));
  }

  resourceMeantAt(offset: number): DocumentResource | undefined {
    return this.shownOr(resourceMeantAt(this.file, offset));
  }

  isAtHead(resource: DocumentResource, cursor: TextRange): boolean {
    return isAtHead(this.own(resource), cursor);
  }

  syntaxFault(resource: DocumentResource): TextRange | undefined {
    return faultInTheWay(this.own(resource));
  }

  /** All of a file is one scope. */
  readsAlike(): boolean {
    return true;
  }

  *plan(resource: DocumentResource, request: Request, answers: GivenAnswers): Sliced<PlanOutcome> {
    return toOutcome(yield* requested(this.file, this.own(resource), request, optionsOf(answers)));
  }

  *planSeveral(
    resources: readonly DocumentResource[],
    request: Request,
    answers: GivenAnswers,
  ): Sliced<SeveralOutcome> {
    const options = optionsOf(answers);
    const [first] = resources;
    const prepared =
      request.kind === "assign" && first !== undefined
        ? yield* preparing(this.file, first.index, request.identities)
        : undefined;
    let file = prepared?.file ?? this.file;
    let edits: readonly TextEdit[] = prepared?.edits ?? [];
    const change =
      request.kind === "change"
        ? request.change
        : ({ kind: "assignUserAssigned", ids: prepared?.texts ?? [] } as const);
    const outcomes: OneOfSeveral[] = [];
    for (const resource of resources) {
      const own = file.resources[resource.index];
      const outcome: ChangeOutcome =
        own === undefined
          ? { kind: "refused", refusal: { reason: "wouldNotReadBack" } }
          : yield* changingIdentity(file, own, change, options);
      if (outcome.kind === "edits") {
        edits = edits.length === 0 ? outcome.edits : composeEdits(edits, outcome.edits);
        file = outcome.after;
        outcomes.push({ resource, outcome: { kind: "changed" } });
      } else {
        outcomes.push({ resource, outcome: withoutEdits(outcome) });
      }
      yield;
    }
    // A declaration that nobody uses in the end is not written.
    return { edits: outcomes.some(({ outcome }) => outcome.kind === "changed") ? edits : [], outcomes };
  }

  remedies(resource: DocumentResource): readonly Remedy[] {
    const own = this.own(resource);
    const block = editedBlock(own.identity, ["block"]);
    const shape = shapeOf(own);
    if (own.form === "module") {
      return [];
    }
    return [
      ...(block?.array.kind === "list" ? [{ kind: "convertShape", shape: "dictionary" } as const] : []),
      ...(block?.dictionary.kind === "list" && shape === "array"
        ? [{ kind: "convertShape", shape: "array" } as const]
        : []),
      ...(shape !== undefined && shape !== "dictionary" ? [RAISED] : []),
    ];
  }

  *applyRemedy(resource: DocumentResource, remedy: Remedy): Sliced<PlanOutcome> {
    const own = this.own(resource);
    const repair =
      remedy.kind === "convertShape"
        ? convertingShape(this.file, own, remedy.shape)
        : raisingApiVersion(this.file, own);
    return toOutcome(yield* repair);
  }

  *diagnose(): Sliced<readonly DocumentDiagnostic[]> {
    return (yield* diagnosing(this.file)).map((diagnostic) => this.toDiagnostic(diagnostic));
  }

  *fix(fix: DocumentFix): Sliced<PlanOutcome> {
    return toOutcome(yield* fixing(this.file, this.fixes.made(fix)));
  }

  *fixAll(code: DiagnosticCode): Sliced<readonly TextEdit[]> {
    let { file } = this;
    let edits: readonly TextEdit[] = [];
    // One repair may move or mend what others name: after each the text is looked at again, behind what could not be repaired.
    let skipped = 0;
    let before = Number.POSITIVE_INFINITY;
    for (;;) {
      const open: readonly BicepDiagnostic[] = (yield* diagnosing(file)).filter(({ facts }) => facts.code === code);
      skipped += open.length < before ? 0 : 1;
      before = open.length;
      const next = open[skipped]?.fixes[0];
      if (skipped >= open.length) {
        return edits;
      }
      const outcome: RepairOutcome | undefined = next === undefined ? undefined : yield* fixing(file, next);
      if (outcome?.kind !== "edits" || outcome.alsoAffects.length > 0) {
        continue;
      }
      edits = edits.length === 0 ? outcome.edits : composeEdits(edits, outcome.edits);
      file = yield* readingBicep(applyEdits(file.text, outcome.edits), file.surroundings);
    }
  }

  hover(offset: number): HoverPlace | undefined {
    const own = resourceMeantAt(this.file, offset);
    return own && hoverPlace(this.file, own, this.shown(own), offset);
  }

  completion(offset: number): CompletionPlace | undefined {
    const own = resourceMeantAt(this.file, offset);
    return own && completionPlace(this.file, own, this.shown(own), offset);
  }

  knownIdentities(resource: DocumentResource): Sliced<readonly KnownIdentity[]> {
    return findingIdentities(this.file, this.own(resource));
  }

  identitiesToOffer(resource: DocumentResource): Sliced<readonly KnownIdentity[]> {
    return findingIdentitiesToOffer(this.file, this.own(resource));
  }

  namesId(resource: DocumentResource, id: string): boolean {
    return entriesOf(this.own(resource)).some(({ key }) => sameResourceId(key, id));
  }

  formsOfId(_: DocumentResource, id: string): readonly FormOfId[] {
    return [
      { form: "existing", text: undefined, holder: existingSymbol(id) },
      { form: "text", text: bicepString(id), holder: undefined },
      { form: "parameter", text: undefined, holder: holderName(resourceName(id)) },
    ];
  }

  typedIdentityProblem(_: DocumentResource, typed: string): TypedIdentityProblem | undefined {
    return typedIdentityProblem(this.file, typed);
  }

  compareWithLive(resource: DocumentResource, live: IdentityState): LiveComparison | undefined {
    return compareWithLive(this.file, this.own(resource), live);
  }

  private toDiagnostic({ range, facts, fixes }: BicepDiagnostic): DocumentDiagnostic {
    const { start, end } = range;
    return {
      range: { start, end },
      facts: facts.code === "principalIdWithoutSystemAssigned" ? { ...facts, resource: nameOf(facts.resource) } : facts,
      fixes: fixes.map((fix) => this.fixes.shown(fix, this.factsOf(fix))),
      isFixedWithAll: fixes.length > 0,
    };
  }

  private factsOf(fix: Fix): FixFacts {
    switch (fix.kind) {
      case "change":
        return { kind: fix.kind, resource: this.shown(fix.resource), change: fix.change };
      case "convertShape":
        return { kind: fix.kind, shape: fix.shape };
      case "raiseApiVersion":
        return RAISED;
      case "setType":
        return { kind: fix.kind, type: fix.type };
      case "removeLists": {
        const { dictionary } = fix.block;
        return { kind: fix.kind, isEmpty: dictionary.kind === "list" && dictionary.entries.length === 0 };
      }
      case "removeIdentity":
      case "removeDuplicate":
      case "removeEntry":
      case "removeExtension":
        return { kind: fix.kind };
    }
  }

  private shownOr(own: BicepResource | undefined): DocumentResource | undefined {
    return own && this.shown(own);
  }

  private shown(own: BicepResource): DocumentResource {
    return this.ofThisReading(this.resources[this.file.resources.indexOf(own)]);
  }

  private own(shown: DocumentResource): BicepResource {
    const own = this.resources[shown.index] === shown ? this.file.resources[shown.index] : undefined;
    return this.ofThisReading(own);
  }

  private ofThisReading<T>(resource: T | undefined): T {
    if (resource === undefined) {
      throw new RangeError("The resource belongs to another reading.");
    }
    return resource;
  }
}
