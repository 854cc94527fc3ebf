import { quoteBash } from "./bashQuote";
import { bashLoop } from "./bashScript";
import { changeComments, isRunnable } from "./changeComments";
import { commentLines } from "./comment";
import { grouped } from "./grouped";
import type { Operation } from "./operation";
import type { RenderOptions } from "./renderOptions";
import { requestUrl, type RestRequest, restRequest } from "./restRequest";

/** How to get a token, shown as a comment: a user may get it in another way. */
const TOKEN_EXAMPLE = "ACCESS_TOKEN=$(az account get-access-token --query accessToken --output tsv)";

function curlLine(request: RestRequest, url: string): string {
  const headers = [
    "Content-Type: application/json",
    ...(request.ifMatch === undefined ? [] : [`If-Match: ${request.ifMatch}`]),
  ];
  return [
    "curl --fail-with-body --request",
    request.method,
    ...headers.map((header) => `--header ${quoteBash(header)}`),
    '--header "Authorization: Bearer $ACCESS_TOKEN"',
    `--data ${quoteBash(JSON.stringify(request.body))}`,
    url,
  ].join(" ");
}

/** The operations as calls with curl, for bash. The same call on several resources is one loop. */
export function renderCurl(operations: readonly Operation[], options: RenderOptions): string {
  const { words, apiVersion, resourceManager } = options;
  const comments = operations.flatMap((operation) =>
    operation.kind === "changeIdentities" ? changeComments(operation, words) : [],
  );
  const requests = operations.filter(isRunnable).map((operation) => restRequest(operation, apiVersion));
  const calls = grouped(requests, (request) => JSON.stringify({ ...request, path: "" })).flatMap((group) => {
    const urls = group.map((request) => requestUrl(resourceManager, request));
    const [request] = group;
    if (request === undefined) {
      return [];
    }
    return urls.length > 1
      ? bashLoop("url", urls, [curlLine(request, '"$url"')])
      : urls.map((url) => curlLine(request, quoteBash(url)));
  });
  const token = calls.length > 0 ? [words.accessToken, TOKEN_EXAMPLE] : [];
  return [...commentLines("#", [...comments, ...token]), ...calls].join("\n");
}
