import { isWire, textMember } from "../../identity/wire";
import type { Answer } from "./answer";
import { operationOf } from "./followOperation";
import { badAnswer } from "./toAzureError";

/**
 * What stands between this machine and Azure answers a write with pages and objects of its own, and with a status that says success.
 * Azure's answer is the resource, or names the operation, or is empty.
 * @throws AzureError `badAnswer` for any other
 */
export function requireAcceptance(answer: Answer): void {
  const { body } = answer;
  const isAzuresOwn =
    body === undefined || (isWire(body) && (operationOf(answer) !== undefined || textMember(body, "id") !== undefined));
  if (!isAzuresOwn) {
    throw badAnswer("the answer to the write is neither the resource nor an operation");
  }
}
