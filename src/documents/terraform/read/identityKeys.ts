import type { Configuration } from "../locate/configuration";
import type { TerraformFile } from "../locate/terraformFile";
import { type Bindings, resolve } from "../evaluate/resolve";
import type { Expression } from "../syntax/nodes";

/** An expression as it stands, on one line and without blanks that say nothing. */
export function sourceText({ text }: TerraformFile, { start, end }: Expression): string {
  return text.slice(start, end);
}

/** A text of a list as users and changes say it: an id that is spelled out without its quotes, all else as it stands. */
export function entryText(value: Expression, file: TerraformFile): string {
  return value.kind === "string" && value.value.startsWith("/") ? value.value : sourceText(file, value);
}

/** Whether a text of a change is an id, and no expression. */
export function isLiteral(text: string): boolean {
  return text.startsWith("/");
}

/** What tells identities apart: two expressions with one key are the same identity, whatever they go through. */
export function keyOf(
  configuration: Configuration,
  value: Expression,
  file: TerraformFile,
  bindings?: Bindings,
): string {
  const resolved = resolve(configuration, value, file, bindings, "certain");
  if (resolved.value.kind === "string") {
    return keyOfText(resolved.value.value);
  }
  // Of what is not spelled out, each part is another: `local.made.a` and `local.made.b`.
  const said = resolved.value.kind === "other" ? { value, file } : resolved;
  return sourceText(said.file, said.value).replaceAll(/\s+/g, "");
}

/** The key of a text that is spelled out. */
export function keyOfText(text: string): string {
  return isLiteral(text) ? text.toLowerCase() : JSON.stringify(text);
}
