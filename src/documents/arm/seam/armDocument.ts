import type { IdentityState } from "../../../identity/identityState";
import type { DiagnosticCode, DocumentDiagnostic, DocumentFix } from "../../documentDiagnostic";
import type { CompletionPlace, HoverPlace, IdentityDocument } from "../../documentLanguage";
import type { DocumentResource } from "../../documentResource";
import { holderName } from "../../holderName";
import type { FormOfId, IdentityToAssign, KnownIdentity, TypedIdentityProblem } from "../../knownIdentity";
import type { LiveComparison } from "../../liveComparison";
import type { GivenAnswers, PlanOutcome, Request, SeveralOutcome } from "../../planOutcome";
import type { Remedy } from "../../planQuestion";
import type { Sliced } from "../../sliced";
import type { TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";
import { resourceName } from "../../../identity/resourceId";
import { compareResourceWithLive } from "../compare/compareResourceWithLive";
import { resourceMeantAt } from "./places";
import { fixingAll } from "../fix/fixAll";
import { fixingDiagnostic, preparingFix } from "../fix/fixDiagnostic";
import { evaluationScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, numberOf, resourceAt } from "../model";
import { blockShape, raisedApiVersion } from "../plan/blockShape";
import { assigningIdentities } from "../reference/assignIdentities";
import { canDeclare } from "../reference/declare";
import { type IdentityReference, referenceToId, resourceIdText } from "../reference/identityReference";
import { findingIdentities, findingIdentitiesToOffer } from "../reference/knownIdentities";
import { namesId, typedIdentityProblem } from "../reference/typedIdentity";
import { changingIdentity, faultForAll } from "../write/changeIdentity";
import { changingSeveral } from "../write/changeSeveral";
import { convertingShape, raisingApiVersion } from "../write/convertBlock";
import { alone, type Editing } from "../write/editing";
import { editedBlock } from "../write/editedBlock";
import type { ChangeOptions, ChangeOutcome } from "../write/changeOutcome";
import { ArmDiagnostics } from "./armDiagnostics";
import { optionsOf, raise, toOutcome, withoutEdits } from "./armOutcome";
import { ArmResource } from "./armResource";
import { completionPlace, hoverPlace, isAtHead } from "./places";
import { identityName, plainText } from "./spelling";

function reference(identity: IdentityToAssign): IdentityReference {
  return identity.kind === "text" ? identity : referenceToId(identity.id, identity.form);
}

/** Makes the edits of a request for one resource. */
function requested(
  template: ArmTemplate,
  resource: TemplateResource,
  request: Request,
  options: ChangeOptions,
): Editing<ChangeOutcome> {
  return request.kind === "change"
    ? changingIdentity(template, resource, request.change, options)
    : assigningIdentities(template, resource, request.identities.map(reference), options);
}

/** An ARM template as the editor features see it. */
export class ArmDocument implements IdentityDocument {
  readonly text: string;
  readonly resources: readonly DocumentResource[];
  readonly expressionExample = "[parameters('identityId')]";
  readonly plainText = plainText;
  readonly identityName = identityName;
  private readonly diagnostics: ArmDiagnostics;

  constructor(readonly template: ArmTemplate) {
    const { text, tree, resources } = template;
    this.text = text;
    this.resources = resources.map((resource, index) => new ArmResource(tree, resource, index));
    this.diagnostics = new ArmDiagnostics(template, (resource) => this.shown(resource));
  }

  resourceAt(offset: number): DocumentResource | undefined {
    const resource = resourceAt(this.template, offset);
    return resource && this.shown(resource);
  }

  resourceMeantAt(offset: number): DocumentResource | undefined {
    const resource = resourceMeantAt(this.template, offset);
    return resource && this.shown(resource);
  }

  isAtHead(resource: DocumentResource, cursor: TextRange): boolean {
    return isAtHead(this.template, this.own(resource), cursor);
  }

  syntaxFault(resource: DocumentResource): TextRange | undefined {
    return faultForAll(this.template, this.own(resource));
  }

  readsAlike(resource: DocumentResource, other: DocumentResource): boolean {
    const [here, there] = [this.own(resource), this.own(other)];
    return evaluationScope(here.resource.scope) === evaluationScope(there.resource.scope);
  }

  *plan(resource: DocumentResource, request: Request, answers: GivenAnswers): Sliced<PlanOutcome> {
    const { template } = this;
    return toOutcome(yield* alone(requested(template, this.own(resource), request, optionsOf(answers))));
  }

  *planSeveral(
    resources: readonly DocumentResource[],
    request: Request,
    answers: GivenAnswers,
  ): Sliced<SeveralOutcome> {
    const { edits, outcomes } = yield* changingSeveral(
      this.template,
      resources.map((resource) => this.own(resource)),
      (template, resource, options) => requested(template, resource, request, options),
      optionsOf(answers),
    );
    return {
      edits,
      outcomes: outcomes.map(({ resource, outcome }) => ({
        resource: this.shown(resource),
        outcome: outcome.kind === "changed" ? outcome : withoutEdits(outcome),
      })),
    };
  }

  remedies(resource: DocumentResource): readonly Remedy[] {
    const own = this.own(resource);
    const block = editedBlock(own);
    const shape = blockShape(own);
    const remedies: Remedy[] = [];
    if (block?.array.kind === "list") {
      remedies.push({ kind: "convertShape", shape: "dictionary" });
    }
    if (block?.dictionary.kind === "list" && shape !== "dictionary") {
      remedies.push({ kind: "convertShape", shape: "array" });
    }
    if (shape !== undefined && shape !== "dictionary") {
      remedies.push(raise(raisedApiVersion(own)));
    }
    return remedies;
  }

  *applyRemedy(resource: DocumentResource, remedy: Remedy): Sliced<PlanOutcome> {
    if (remedy.kind === "ignoreChanges") {
      // A deployment has no such setting, and `remedies` offers none.
      return { kind: "noOp" };
    }
    const own = this.own(resource);
    const repair =
      remedy.kind === "convertShape"
        ? convertingShape(this.template, own, remedy.shape)
        : raisingApiVersion(this.template, own, remedy.apiVersion);
    return toOutcome(yield* alone(repair));
  }

  diagnose(): Sliced<readonly DocumentDiagnostic[]> {
    return this.diagnostics.finding();
  }

  *fix(fix: DocumentFix): Sliced<PlanOutcome> {
    const made = this.diagnostics.made(fix);
    yield* preparingFix(this.template, made);
    return toOutcome(yield* alone(fixingDiagnostic(this.template, made)));
  }

  fixAll(code: DiagnosticCode): Sliced<readonly TextEdit[]> {
    return fixingAll(this.template, code);
  }

  hover(offset: number): HoverPlace | undefined {
    const resource = resourceMeantAt(this.template, offset);
    return resource && hoverPlace(resource, this.shown(resource), offset);
  }

  completion(offset: number): CompletionPlace | undefined {
    const resource = resourceMeantAt(this.template, offset);
    return resource && completionPlace(this.template, resource, this.shown(resource), offset);
  }

  knownIdentities(resource: DocumentResource): Sliced<readonly KnownIdentity[]> {
    return findingIdentities(this.template, this.own(resource));
  }

  identitiesToOffer(resource: DocumentResource): Sliced<readonly KnownIdentity[]> {
    return findingIdentitiesToOffer(this.template, this.own(resource));
  }

  namesId(resource: DocumentResource, id: string): boolean {
    return namesId(this.own(resource), id);
  }

  formsOfId(resource: DocumentResource, id: string): readonly FormOfId[] {
    const call = referenceToId(id, "resourceId");
    const inExpression = call.kind === "resourceId" ? plainText(resourceIdText(call)) : id;
    const holder = holderName(resourceName(id));
    return [
      { form: "text", text: id, holder: undefined },
      { form: "resourceId", text: inExpression, holder: undefined },
      ...(canDeclare(this.template, this.own(resource))
        ? ([
            { form: "parameter", text: undefined, holder },
            { form: "variable", text: undefined, holder },
          ] as const)
        : []),
    ];
  }

  typedIdentityProblem(resource: DocumentResource, typed: string): TypedIdentityProblem | undefined {
    return typedIdentityProblem(this.template, this.own(resource), typed);
  }

  compareWithLive(resource: DocumentResource, live: IdentityState): LiveComparison | undefined {
    return compareResourceWithLive(this.own(resource), live);
  }

  private shown(own: TemplateResource): DocumentResource {
    return this.ofThisReading(this.resources[numberOf(this.template, own)]);
  }

  private own(shown: DocumentResource): TemplateResource {
    const own = this.resources[shown.index] === shown ? this.template.resources[shown.index] : undefined;
    return this.ofThisReading(own);
  }

  private ofThisReading<T>(resource: T | undefined): T {
    if (resource === undefined) {
      throw new RangeError("The resource belongs to another reading.");
    }
    return resource;
  }
}
