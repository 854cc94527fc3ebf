import * as vscode from "vscode";
import { forMarkdown } from "./safeText";

/** A link that runs one of our commands on a node of a tree, or on anything else that JSON can hold. */
export interface TooltipLink {
  readonly text: string;
  readonly command: `managedIdentities.${string}`;
  readonly argument: unknown;
}

/** A line of a tooltip, with links after it. */
export interface TooltipLine {
  readonly text: string;
  readonly links: readonly TooltipLink[];
}

/** What a tooltip shows. All texts are shown letter by letter, whatever they hold. */
export interface Tooltip {
  readonly title: string;
  /** Empty ones are left out. */
  readonly lines: readonly (TooltipLine | string | undefined)[];
  /** A line of links at the end. */
  readonly actions: readonly TooltipLink[];
}

/** A tooltip as Markdown. Only the commands that its own links name can be run from it. */
export function markdownTooltip({ title, lines, actions }: Tooltip): vscode.MarkdownString {
  const whole = lines.flatMap((line) =>
    line === undefined || line === "" ? [] : typeof line === "string" ? [{ text: line, links: [] }] : [line],
  );
  const shownLines = whole.map(({ text, links }) => [forMarkdown(text), ...links.map(link)].join(" "));
  const paragraphs = [`**${forMarkdown(title)}**`, shownLines.join("  \n"), actions.map(link).join(" \\| ")];
  const made = new vscode.MarkdownString(paragraphs.filter((paragraph) => paragraph !== "").join("\n\n"));
  const commands = [...whole.flatMap(({ links }) => links), ...actions].map(({ command }) => command);
  made.isTrusted = { enabledCommands: [...new Set(commands)] };
  return made;
}

function link({ text, command, argument }: TooltipLink): string {
  // Brackets are left as they are by encodeURIComponent and would end the link.
  const encoded = encodeURIComponent(JSON.stringify([argument])).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `[${forMarkdown(text)}](command:${command}?${encoded})`;
}
