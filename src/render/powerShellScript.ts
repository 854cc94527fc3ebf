import { commentLines } from "./comment";
import { isPlainArgument, quotePowerShell, quotePowerShellArgument } from "./powerShellQuote";
import { RenderError } from "./renderError";
import { type Command, type Step, withItem } from "./shellScript";

/** `@(...)` with one text a line. */
export function powerShellList(texts: readonly string[]): string[] {
  return ["@(", ...texts.map((text) => `  ${quotePowerShell(text)}`), ")"];
}

/** A loop over the lines of a list. */
export function powerShellLoop(variable: string, list: readonly string[], body: readonly string[]): string[] {
  return [
    `foreach ($${variable} in @(`,
    ...list.map((entry) => `  ${entry}`),
    ")) {",
    ...body.map((text) => `  ${text}`),
    "}",
  ];
}

/** Arguments that PowerShell would spoil: each goes into a file, and `@file` stands for it (Azure CLI's own convention). */
function commandLines(commands: readonly Command[]): string[] {
  const files: string[] = [];
  const lines = commands.map((command) =>
    command
      .map((word) => {
        if (typeof word !== "string") {
          return "$id";
        }
        if (isPlainArgument(word)) {
          return quotePowerShellArgument(word);
        }
        // The CLI drops the line breaks at the end of a file.
        if (/[\r\n]$/.test(word)) {
          throw new RenderError("notInThisShell", word);
        }
        const index = files.includes(word) ? files.indexOf(word) : files.push(word) - 1;
        return `"@$($argument${index + 1}.FullName)"`;
      })
      .join(" "),
  );
  return [
    ...files.flatMap((text, index) => [
      `$argument${index + 1} = New-TemporaryFile`,
      `[IO.File]::WriteAllText($argument${index + 1}.FullName, ${quotePowerShell(text)})`,
    ]),
    ...lines,
    ...files.map((_, index) => `Remove-Item -LiteralPath $argument${index + 1}.FullName`),
  ];
}

function stepLines(step: Step): string[] {
  if (step.kind === "comment") {
    return commentLines("#", [step.text]);
  }
  const [first, second] = step.items;
  // An item that is not plain needs its own file, so such a batch is a list.
  if (first === undefined || second === undefined || !step.items.every(isPlainArgument)) {
    const items = step.items.length === 0 ? [""] : step.items;
    return items.flatMap((item) => commandLines(withItem(step.commands, item)));
  }
  return powerShellLoop("id", step.items.map(quotePowerShell), commandLines(step.commands));
}

/**
 * The steps as a script of PowerShell, for the Azure CLI. Works alike in Windows PowerShell and in PowerShell 7.
 * @throws RenderError for a text that ends with a line break: neither an argument nor a file can carry it.
 */
export function powerShellScript(steps: readonly Step[]): string {
  return steps.flatMap(stepLines).join("\n");
}
