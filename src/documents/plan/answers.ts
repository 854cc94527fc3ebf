import type { GivenAnswers } from "../planOutcome";
import type { Answer, ListShape, Permission, QuestionFacts } from "../planQuestion";
import type { Place } from "../textRange";

/** What the user has allowed by answers. */
export function allowedBy(answers: GivenAnswers): readonly Permission[] {
  return answers.flatMap((answer) => (answer.kind === "allow" ? [answer.permission] : []));
}

/** The shape that the user has chosen last. */
export function shapeIn(answers: GivenAnswers): ListShape | undefined {
  return answers.findLast((answer) => answer.kind === "shape")?.shape;
}

/** The file of parameters that the user has chosen last. */
export function fileIn(answers: GivenAnswers): string | undefined {
  return answers.findLast((answer) => answer.kind === "editElsewhere")?.path;
}

/**
 * What can be answered to a question.
 * @param place what stands in the way, where it has no declaration to go to
 * @param files the files of parameters in which a value can be changed
 */
export function answersTo(facts: QuestionFacts, place: Place, files: readonly string[] = []): readonly Answer[] {
  switch (facts.kind) {
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
      const elsewhere = files.map((path) => ({ kind: "editElsewhere", path }) as const);
      const allowed = facts.offers.map((permission) => ({ kind: "allow", permission }) as const);
      const { start, end, path }: Place = facts.declaration?.range ?? place;
      return [
        ...elsewhere,
        ...allowed,
        { kind: "goTo", range: path === undefined ? { start, end } : { start, end, path } },
      ];
    }
  }
}
