import { RenderError } from "./renderError";

/**
 * One word of bash, also of every other POSIX shell: bare where nothing in it is special, else in single quotes.
 * @throws RenderError for NUL, which no argument can hold.
 */
export function quoteBash(text: string): string {
  if (text.includes("\0")) {
    throw new RenderError("notInThisShell", text);
  }
  return /^[A-Za-z0-9_/.:=@+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
