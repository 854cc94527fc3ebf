import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { subscriptionId } from "../parityEstate";
import type { Article } from "./row";

const folder = path.resolve(import.meta.dirname, "../../../../shared/seeds");

/** Whether the articles are there. Where they are not, what needs their text says that it was left out. */
export const hasArticles = existsSync(folder);

if (!hasArticles) {
  console.warn(
    "LEFT OUT: ../shared/seeds is not there, so no row is looked up in its article, and what a row shows of a body is sent.",
  );
}

/** An article as it stands. */
export function articleText({ file }: Article): string {
  return readFileSync(path.join(folder, file), "utf8");
}

/** A text without blanks, and without the marks with which Markdown makes words bold. */
export function bare(text: string): string {
  return text.replace(/\\(?=\+)|\*\*|[\s\u00a0]+/g, "");
}

/**
 * The body of the curl line of an article that holds a text, with the subscription's id in place of its placeholder.
 * @throws Error where there is no such line.
 */
export function curlBody(text: string, source: string): string {
  const line = source.split("\n").find((candidate) => candidate.startsWith("curl") && candidate.includes(text));
  const body = /-d '(.*?)' -H/.exec(line ?? "")?.[1];
  if (body === undefined) {
    throw new Error(`no curl line holds ${text}`);
  }
  return filledIn(body);
}

/** A text with the id of the subscription in place of its placeholder. */
export function filledIn(text: string): string {
  return text.replaceAll("<SUBSCRIPTION ID>", subscriptionId);
}
