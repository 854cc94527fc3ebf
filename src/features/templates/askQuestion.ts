import type { GivenAnswer, Question } from "../../documents/planQuestion";
import { PromptCancelled } from "../../ui/prompts";
import { pickLine } from "../../ui/shown/quickPick";
import type { FoundResource } from "./resourceRef";
import { placeIn, reveal } from "./showProblem";
import { describeAnswer, describeQuestion } from "./words/changeQuestion";

/** Asks what stands in the way of a change. @throws WentBack; PromptCancelled also where the user goes to look for themselves */
export async function askQuestion(
  { document, template, resource }: FoundResource,
  question: Question,
  canGoBack: boolean,
): Promise<GivenAnswer> {
  const items = question.answers.map((answer) => ({ ...describeAnswer(question, answer), answer }));
  const { title, placeholder } = describeQuestion(question, resource, template);
  const answer = (await pickLine(items, { title, placeholder, canGoBack }))?.answer;
  if (answer !== undefined && answer.kind !== "goTo") {
    return answer;
  }
  if (answer !== undefined) {
    await reveal(placeIn(document, answer.range));
  }
  throw new PromptCancelled();
}
