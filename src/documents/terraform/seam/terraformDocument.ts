import type { IdentityState } from "../../../identity/identityState";
import { sameResourceId } from "../../../identity/resourceId";
import type { DiagnosticCode, DocumentDiagnostic, DocumentFix } from "../../documentDiagnostic";
import type { CompletionPlace, HoverPlace, IdentityDocument } from "../../documentLanguage";
import type { DocumentResource } from "../../documentResource";
import type { FormOfId, KnownIdentity, TypedIdentityProblem } from "../../knownIdentity";
import type { LiveComparison } from "../../liveComparison";
import type { GivenAnswers, OneOfSeveral, PlanOutcome, Request, SeveralOutcome } from "../../planOutcome";
import type { Remedy } from "../../planQuestion";
import { MadeFixes } from "../../plan/madeFixes";
import type { Sliced } from "../../sliced";
import type { TextEdit } from "../../textEdit";
import type { TextRange } from "../../textRange";
import { compareConfiguration } from "../compare/compareConfiguration";
import { diagnosing } from "../diagnose/diagnose";
import { fixingAll, isFixedWithAll } from "../fix/fixAll";
import { fixingDiagnostic } from "../fix/fixDiagnostic";
import { factsOf, type TerraformDiagnostic, type TerraformFix } from "../fix/terraformFix";
import type { Machine } from "../locate/machines";
import type { TerraformModel } from "../model";
import { identityIdForProvider } from "../print/identityText";
import { dataSourceName } from "../reference/declare";
import { holderFor, identityName } from "../reference/identityNames";
import { findingIdentities, findingIdentitiesToOffer } from "../reference/knownIdentities";
import { typedIdentityProblem } from "../reference/typedIdentity";
import { ignoreIdentityChanges } from "../write/ignoreChanges";
import { composeFiles, type EditsByFile, takingSteps } from "../write/steps";
import { requesting } from "./assign";
import { spelledBlock } from "./listed";
import { completionPlace, hoverPlace, isAtHead, machineAt, machineMeantAt } from "./places";
import { allowed, toEdits, toOneOfSeveral, toOutcome } from "./terraformOutcome";
import { TerraformResource } from "./terraformResource";

/** A Terraform configuration as the editor features see it. */
export class TerraformDocument implements IdentityDocument {
  readonly text: string;
  readonly resources: readonly DocumentResource[];
  readonly expressionExample = "azurerm_user_assigned_identity.example.id";
  readonly takesEffectBy = "apply";
  readonly identityName = identityName;
  private readonly fixes = new MadeFixes<TerraformFix>();

  constructor(readonly model: TerraformModel) {
    this.text = model.configuration.main.text;
    this.resources = model.machines.map((machine, index) => new TerraformResource(machine, index));
  }

  articleOn(code: DiagnosticCode): string {
    const page =
      code === "renamedAttribute"
        ? "federated_identity_credential"
        : code === "systemAssignedOnFlexible"
          ? "orchestrated_virtual_machine_scale_set"
          : "linux_virtual_machine";
    return `https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/${page}`;
  }

  plainText(text: string): string {
    return text;
  }

  resourceAt(offset: number): DocumentResource | undefined {
    return this.shownOf(machineAt(this.model, offset));
  }

  resourceMeantAt(offset: number): DocumentResource | undefined {
    return this.shownOf(machineMeantAt(this.model, offset));
  }

  isAtHead(resource: DocumentResource, cursor: TextRange): boolean {
    return isAtHead(this.own(resource), cursor);
  }

  syntaxFault(resource: DocumentResource): TextRange | undefined {
    return this.own(resource).fault;
  }

  /** All files of a folder are one configuration: a name means the same everywhere in it. */
  readsAlike(): boolean {
    return true;
  }

  *plan(resource: DocumentResource, request: Request, answers: GivenAnswers): Sliced<PlanOutcome> {
    const { index } = this.shown(this.own(resource));
    return toOutcome(yield* requesting(this.model, index, request, allowed(answers)));
  }

  *planSeveral(
    resources: readonly DocumentResource[],
    request: Request,
    answers: GivenAnswers,
  ): Sliced<SeveralOutcome> {
    const outcomes = new Map<DocumentResource, OneOfSeveral["outcome"]>();
    let edits: EditsByFile = new Map();
    let current = this.model;
    // The last first: what stands before a change stays where it is, and is not read again.
    for (const resource of [...resources].reverse()) {
      const { index } = this.shown(this.own(resource));
      const outcome = yield* requesting(current, index, request, allowed(answers));
      if (outcome.kind === "edits") {
        edits = composeFiles(edits, outcome.edits);
        current = outcome.after;
      }
      // What is asked or refused has to name places of the text as it is.
      const isMoved = (outcome.kind === "asks" || outcome.kind === "refused") && current !== this.model;
      const plain = isMoved ? yield* requesting(this.model, index, request, allowed(answers)) : outcome;
      outcomes.set(resource, toOneOfSeveral(plain.kind === "edits" ? outcome : plain));
    }
    return {
      ...toEdits(edits),
      outcomes: resources.flatMap((resource) => {
        const outcome = outcomes.get(resource);
        return outcome === undefined ? [] : [{ resource, outcome }];
      }),
    };
  }

  remedies(resource: DocumentResource): readonly Remedy[] {
    const { form, block, ignores } = this.own(resource);
    // A module's resources are its own: nothing can be said about their life here.
    return form === "module" || block === undefined || ignores !== undefined ? [] : [{ kind: "ignoreChanges" }];
  }

  *applyRemedy(resource: DocumentResource, remedy: Remedy): Sliced<PlanOutcome> {
    const own = this.own(resource);
    if (own.fault !== undefined) {
      return { kind: "refused", refusal: { reason: "syntaxError", range: own.fault } };
    }
    const steps = remedy.kind === "ignoreChanges" ? [ignoreIdentityChanges] : [];
    const result = yield* takingSteps(this.model, resource.index, steps);
    if (result.kind === "refused") {
      return result;
    }
    const after = result.after.machines[resource.index];
    if (result.edits.size === 0) {
      return { kind: "noOp" };
    }
    return after?.ignores === undefined || after.fault !== undefined
      ? { kind: "refused", refusal: { reason: "wouldNotReadBack" } }
      : { kind: "edits", ...toEdits(result.edits), othersAffected: 0 };
  }

  *diagnose(): Sliced<readonly DocumentDiagnostic[]> {
    const found: DocumentDiagnostic[] = [];
    for (const diagnostic of yield* diagnosing(this.model)) {
      found.push(this.toDiagnostic(diagnostic));
      yield;
    }
    return found;
  }

  *fix(fix: DocumentFix): Sliced<PlanOutcome> {
    return toOutcome(yield* fixingDiagnostic(this.model, this.fixes.made(fix)));
  }

  fixAll(code: DiagnosticCode): Sliced<readonly TextEdit[]> {
    return fixingAll(this.model, code);
  }

  hover(offset: number): HoverPlace | undefined {
    const machine = machineMeantAt(this.model, offset);
    return machine && hoverPlace(machine, this.shown(machine), offset);
  }

  completion(offset: number): CompletionPlace | undefined {
    const machine = machineAt(this.model, offset);
    return machine && completionPlace(this.model, machine, this.shown(machine), offset);
  }

  knownIdentities(): Sliced<readonly KnownIdentity[]> {
    return findingIdentities(this.model);
  }

  identitiesToOffer(resource: DocumentResource): Sliced<readonly KnownIdentity[]> {
    return findingIdentitiesToOffer(this.model, this.own(resource));
  }

  namesId(resource: DocumentResource, id: string): boolean {
    const list = spelledBlock(this.own(resource))?.list;
    return list?.kind === "list" && list.entries.some(({ key }) => sameResourceId(key, id));
  }

  formsOfId(_resource: DocumentResource, id: string): readonly FormOfId[] {
    const holder = holderFor(id);
    return [
      { form: "text", text: identityIdForProvider(id), holder: undefined },
      { form: "dataSource", text: undefined, holder: dataSourceName(id) },
      { form: "inputVariable", text: undefined, holder: `var.${holder}` },
      { form: "local", text: undefined, holder: `local.${holder}` },
    ];
  }

  typedIdentityProblem(_resource: DocumentResource, typed: string): TypedIdentityProblem | undefined {
    return typedIdentityProblem(this.model.parser, typed);
  }

  compareWithLive(resource: DocumentResource, live: IdentityState): LiveComparison | undefined {
    return compareConfiguration(this.model.configuration, this.own(resource), live);
  }

  private toDiagnostic(diagnostic: TerraformDiagnostic): DocumentDiagnostic {
    const { model } = this;
    const { range, facts, fixes } = diagnostic;
    return {
      range: { start: range.start, end: range.end },
      facts: "resource" in facts ? { ...facts, resource: { label: facts.resource.label } } : facts,
      fixes: fixes.map((fix) => this.toFix(fix)),
      get isFixedWithAll() {
        return isFixedWithAll(model, diagnostic);
      },
    };
  }

  private toFix(made: TerraformFix): DocumentFix {
    const facts =
      made.kind === "change"
        ? ({ kind: made.kind, resource: this.shown(made.machine), change: made.change } as const)
        : factsOf(made);
    return this.fixes.shown(made, facts);
  }

  private shownOf(machine: Machine | undefined): DocumentResource | undefined {
    return machine && this.shown(machine);
  }

  private shown(machine: Machine): DocumentResource {
    return this.ofThisReading(this.resources[this.model.machines.indexOf(machine)]);
  }

  private own(shown: DocumentResource): Machine {
    const own = this.resources[shown.index] === shown ? this.model.machines[shown.index] : undefined;
    return this.ofThisReading(own);
  }

  private ofThisReading<T>(value: T | undefined): T {
    if (value === undefined) {
      throw new RangeError("The resource belongs to another reading.");
    }
    return value;
  }
}
