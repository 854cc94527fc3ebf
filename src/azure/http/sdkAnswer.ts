import { requireAcceptance } from "./acceptance";
import { type Answer, isSuccess, readAnswer } from "./answer";
import { badAnswer, errorOfAnswer } from "./toAzureError";

type OnResponse = (raw: Parameters<typeof readAnswer>[0]) => void;

/**
 * Sends by an operation of the SDK and gives the answer as it came over the wire. The SDK's models are not read: its deserialisers
 * drop what they do not know, so that an identity in an odd spelling would read as none, and they throw after a write has gone
 * through.
 * @throws AzureError for an answer that is no success, and what the SDK throws where there was no answer
 */
export async function sdkAnswer(
  tenantId: string,
  send: (options: { readonly onResponse: OnResponse }) => Promise<unknown>,
): Promise<Answer> {
  const answers: Answer[] = [];
  try {
    await send({ onResponse: (raw) => answers.push(readAnswer(raw)) });
  } catch (error) {
    if (answers.length === 0) {
      throw error;
    }
  }
  const answer = answers.at(-1);
  if (answer === undefined) {
    throw badAnswer("no answer");
  }
  if (!isSuccess(answer)) {
    throw errorOfAnswer(answer, tenantId);
  }
  if (answer.asked?.method !== "GET") {
    requireAcceptance(answer);
  }
  return answer;
}
