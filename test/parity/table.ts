import { ARTICLES, type ParityRow } from "./articles/row";

/** Between these lines is the table; nothing there is written by hand. */
export const BEGIN = "<!-- parity table: begin (written by test/parity/writeTable.ts) -->";
export const END = "<!-- parity table: end -->";

/** What shows that a row holds. */
function proof({ check, language }: ParityRow): string {
  switch (check.kind) {
    case "notCompared":
      return "not compared";
    case "leavesAsItWas":
      return "differs, on purpose";
    case "onlyHere":
      return "only here";
    case "sameState":
    case "created":
    case "made":
      return { azureCli: "run", rest: "sent", cmdlet: "by its REST call", template: "deployed", words: "by its words" }[
        check.way.kind
      ];
    case "read":
      return check.cliLine === undefined ? (language === "REST" ? "sent" : "by its REST call") : "run";
    case "groupFound":
    case "memberAdded":
      return "by its REST call";
  }
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}

/**
 * The rows as Markdown, between their marks: one table for each article, under the article's title. `title` gives the title of a
 * command.
 */
export function parityTable(rows: readonly ParityRow[], title: (command: string) => string): string {
  const tables = Object.values(ARTICLES).flatMap((article) => {
    const lines = rows
      .filter((row) => row.article === article)
      .map((row) => {
        const cells = [row.language, row.operation, title(row.command), proof(row), row.note ?? ""];
        return `| ${cells.map(cell).join(" | ")} |`;
      });
    const head = ["| Way | Operation | Command here | Compared | Note |", "| --- | --- | --- | --- | --- |"];
    return [`## ${article.title}`, "", ...head, ...lines, ""];
  });
  return [BEGIN, "", ...tables, END].join("\n");
}

/** The document with the table as it is now; undefined where it has no marks for it. */
export function withTable(text: string, table: string): string | undefined {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  return begin < 0 || end < begin ? undefined : `${text.slice(0, begin)}${table}${text.slice(end + END.length)}`;
}
