import type { ParityRow } from "./articles/row";

/** Between these lines stands the table in the README; nothing there is typed by hand. */
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

/** The table of all rows as Markdown, between its marks. `title` names a command as a person sees it. */
export function parityTable(rows: readonly ParityRow[], title: (command: string) => string): string {
  const lines = rows.map((row) => {
    const cells = [row.article, row.language, row.operation, title(row.command), proof(row), row.note ?? ""];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  const head = [
    "| Article | Way | Operation | Command here | Compared | Note |",
    "| --- | --- | --- | --- | --- | --- |",
  ];
  return [BEGIN, "", ...head, ...lines, "", END].join("\n");
}

/** The README with the table as it is now; undefined where it has no marks for it. */
export function withTable(readme: string, table: string): string | undefined {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  return begin < 0 || end < begin ? undefined : `${readme.slice(0, begin)}${table}${readme.slice(end + END.length)}`;
}
