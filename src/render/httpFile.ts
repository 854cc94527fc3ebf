import { resourceName } from "../identity/resourceId";
import { changeComments, isRunnable } from "./changeComments";
import { commentLines, oneLine } from "./comment";
import type { Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";
import { requestUrl, restRequest } from "./restRequest";

/** `{{` would be read as a variable; JSON may write the same text with an escape. The layout itself never puts two braces together. */
function jsonBody(body: unknown): string {
  return JSON.stringify(body, undefined, 2).replaceAll("{{", "{\\u007b");
}

function requestText(operation: Operation, options: RenderOptions): string {
  const request = restRequest(operation, options.apiVersion);
  return [
    `### ${request.method} ${oneLine(resourceName(request.path))}`,
    `${request.method} ${requestUrl(options.resourceManager, request)} HTTP/1.1`,
    "Authorization: Bearer {{accessToken}}",
    "Content-Type: application/json",
    ...(request.ifMatch === undefined ? [] : [`If-Match: ${oneLine(request.ifMatch)}`]),
    "",
    jsonBody(request.body),
  ].join("\n");
}

/** The operations as a file of requests, as the usual HTTP clients of editors read it: a variable for the token, then one request each. */
export function renderHttpFile(operations: readonly Operation[], options: RenderOptions): string {
  const comments = operations.flatMap((operation) =>
    operation.kind === "changeIdentities" ? changeComments(operation, options.words) : [],
  );
  const requests = operations.filter(isRunnable).map((operation) => requestText(operation, options));
  const token = [...commentLines("#", [options.words.accessToken]), "@accessToken = <ACCESS_TOKEN>"];
  const head = [...commentLines("#", comments), ...(requests.length > 0 ? token : [])].join("\n");
  return [...(head === "" ? [] : [head]), ...requests].join("\n\n");
}
