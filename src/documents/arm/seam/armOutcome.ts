import type { NamedResource } from "../../documentResource";
import type { GivenAnswers, PlanOutcome } from "../../planOutcome";
import type { Answer, Question, QuestionFacts, RaiseApiVersion } from "../../planQuestion";
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
  const allow = answers.flatMap((answer) => (answer.kind === "allow" ? [answer.permission] : []));
  const shape = answers.findLast((answer) => answer.kind === "shape")?.shape;
  return { allow, ...(shape === undefined ? {} : { shapeIfUnknown: shape }) };
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

function answersTo(question: ArmQuestion): readonly Answer[] {
  switch (question.kind) {
    case "apiVersionTooOld":
      return [{ kind: "allow", permission: "raiseApiVersion" }];
    case "apiVersionUnknown":
      return [
        { kind: "shape", shape: "dictionary" },
        { kind: "shape", shape: "array" },
      ];
    case "wrongShape":
      return [{ kind: "allow", permission: "convertShape" }];
    case "isExpression": {
      const allowed = question.offers.map((permission) => ({ kind: "allow", permission }) as const);
      return [...allowed, { kind: "goTo", range: question.declaration?.slot ?? question.range }];
    }
  }
}

function toQuestion(question: ArmQuestion): Question {
  return { ...questionFacts(question), answers: answersTo(question) };
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
