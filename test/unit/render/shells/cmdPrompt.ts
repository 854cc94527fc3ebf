import { runtimeArguments } from "./runtimeArguments";

/** What cmd would do with a line besides handing it to one program. */
export class CmdBreakout extends Error {}

/** At the prompt `%name%` is the variable's value, and stays as it stands where there is no such variable. Names are read to the next `%`. */
function expand(line: string, variables: ReadonlyMap<string, string>): string {
  let expanded = "";
  let index = 0;
  while (index < line.length) {
    const end = line.charAt(index) === "%" ? line.indexOf("%", index + 1) : -1;
    const name = end > 0 ? line.slice(index + 1, end).split(":")[0] : undefined;
    const value = name === undefined ? undefined : variables.get(name.toUpperCase());
    expanded += value ?? line.charAt(index);
    index = value === undefined ? index + 1 : end + 1;
  }
  return expanded;
}

/** The second phase: a caret outside quotes makes the next character plain; an operator outside quotes starts something else. */
function passOn(line: string): string {
  let text = "";
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    let character = line.charAt(index);
    if (!quoted && character === "^") {
      index += 1;
      character = line.charAt(index);
    } else if (character === '"') {
      quoted = !quoted;
    } else if (!quoted && "&|<>()".includes(character)) {
      throw new CmdBreakout(`${character} at ${index} of ${line}`);
    }
    text += character;
  }
  return text;
}

/**
 * The arguments that a program gets from a line at the prompt of cmd, after the documented rules of its phases. A batch file such as
 * `az.cmd` hands its arguments on with `%*`, so the second phase runs once more for it.
 */
export function cmdArguments(line: string, variables: ReadonlyMap<string, string>): string[] {
  if (/[\r\n]/.test(line)) {
    throw new CmdBreakout("the line ends early");
  }
  return runtimeArguments(passOn(passOn(expand(line, variables))));
}

/** What cmd makes of a command line that a program such as PowerShell starts a batch file with. */
export function batchArguments(line: string, variables: ReadonlyMap<string, string>): string[] {
  return runtimeArguments(passOn(expand(line, variables)));
}
