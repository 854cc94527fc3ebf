import type { NamedResource } from "../../documentResource";
import type { GivenAnswers, PlanOutcome } from "../../planOutcome";
import type { Question, QuestionFacts, RaiseApiVersion } from "../../planQuestion";
import { allowedBy, answersTo, shapeIn } from "../../plan/answers";
import type { Refusal } from "../../planRefusal";
import { HUB_API_PROFILE, HUB_API_VERSION } from "../plan/blockShape";
import { profileOf } from "../read/apiVersionReading";
import type {
  ChangeOptions,
  ChangeOutcome,
  Question as ArmQuestion,
  Refusal as ArmRefusal,
  RepairOutcome,
} from "../write/changeOutcome";
import { named } from "./armResource";

/** Raising a resource to this version. */
export function raise(apiVersion: string): RaiseApiVersion {
  const base = { kind: "raiseApiVersion", apiVersion } as const;
  return apiVersion === HUB_API_VERSION ? { ...base, hubProfile: HUB_API_PROFILE } : base;
}

/** What the user has allowed by answers. */
export function optionsOf(answers: GivenAnswers): ChangeOptions {
  const shape = shapeIn(answers);
  return { allow: allowedBy(answers), ...(shape === undefined ? {} : { shapeIfUnknown: shape }) };
}

function questionFacts(question: ArmQuestion): QuestionFacts {
  switch (question.kind) {
    case "apiVersionTooOld": {
      const { kind, apiVersion, lowest, offered } = question;
      const stated =
        apiVersion.kind === "known" ? { text: apiVersion.text, profile: profileOf(apiVersion) } : undefined;
      return { kind, apiVersion: stated, lowest, offered: raise(offered) };
    }
    case "apiVersionUnknown":
      return { kind: question.kind, profile: profileOf(question.apiVersion) };
    case "wrongShape":
      return { kind: question.kind, wants: question.wants };
    case "isExpression": {
      const { kind, what, text, declaration, offers, isUnfit } = question;
      const declared = declaration && { kind: declaration.kind, name: declaration.name, range: declaration.slot };
      return { kind, what, text, declaration: declared, offers, isUnfit };
    }
  }
}

/** Other questions have nothing to go to. */
const NOWHERE = { start: 0, end: 0 };

function toQuestion(question: ArmQuestion): Question {
  const facts = questionFacts(question);
  const place = question.kind === "isExpression" ? question.range : NOWHERE;
  return { ...facts, answers: answersTo(facts, place) };
}

function toRefusal(refusal: ArmRefusal): Refusal<NamedResource> {
  return refusal.reason === "othersWouldNotFit" ? { ...refusal, others: refusal.others.map(named) } : refusal;
}

/** What came of a change or repair that is not made of edits. */
export function withoutEdits(
  outcome: Exclude<ChangeOutcome, { readonly kind: "edits" }>,
): Exclude<PlanOutcome, { readonly kind: "edits" }> {
  switch (outcome.kind) {
    case "noOp":
      return outcome;
    case "asks":
      return { kind: "asks", question: toQuestion(outcome.question) };
    case "refused":
      return { kind: "refused", refusal: toRefusal(outcome.refusal) };
  }
}

/** What came of a change or repair. */
export function toOutcome(outcome: ChangeOutcome | RepairOutcome): PlanOutcome {
  return outcome.kind === "edits"
    ? { kind: "edits", edits: outcome.edits, othersAffected: outcome.alsoAffects?.length ?? 0 }
    : withoutEdits(outcome);
}
