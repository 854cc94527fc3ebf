import { PromptCancelled } from "../../ui/prompts";
import type { Question } from "../../documents/arm/write/outcome";
import { pickLine } from "../../ui/shown/quickPick";
import { reveal } from "./showProblem";
import type { FoundResource } from "./resourceRef";
import { type Answer, answerInWords, questionInWords } from "./words/question";

/** The answers that a question has, the most helpful first. */
export function answersTo(question: Question): readonly Answer[] {
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
      const place = question.declaration === undefined ? "goToExpression" : "goToDeclaration";
      return [...allowed, { kind: place }];
    }
  }
}

async function go({ document }: FoundResource, question: Question, answer: Answer): Promise<void> {
  if (question.kind === "isExpression") {
    const declared = answer.kind === "goToDeclaration" ? question.declaration?.slot : undefined;
    await reveal({ uri: document.uri.toString(), range: declared ?? question.range });
  }
}

/** Asks what stands in the way of a change. @throws PromptCancelled also where the person goes to look for themselves */
export async function ask(
  found: FoundResource,
  question: Question,
): Promise<Extract<Answer, { readonly kind: "allow" | "shape" }>> {
  const items = answersTo(question).map((answer) => ({ ...answerInWords(question, answer), answer }));
  const { title, placeholder } = questionInWords(question, found.resource);
  const answer = (await pickLine(items, { title, placeholder }))?.answer;
  if (answer?.kind === "allow" || answer?.kind === "shape") {
    return answer;
  }
  if (answer !== undefined) {
    await go(found, question, answer);
  }
  throw new PromptCancelled();
}
