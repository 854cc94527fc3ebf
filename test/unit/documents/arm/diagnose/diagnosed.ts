import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { readArmTemplate } from "../../../../../src/documents/arm/model";
import { applied } from "../templates";

/** The codes, with the text that each marks. */
export function codes(text: string): readonly string[] {
  return diagnose(readArmTemplate(text)).map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);
}

/** The text after the fix of that kind for the only diagnostic. */
export function fixed(text: string, kind?: string): string {
  const template = readArmTemplate(text);
  const [diagnostic, second] = diagnose(template);
  const fix = diagnostic?.fixes.find((candidate) => kind === undefined || candidate.kind === kind);
  if (fix === undefined || second !== undefined) {
    return `no such fix, ${codes(text).join("; ")}`;
  }
  return applied(template, fixDiagnostic(template, fix));
}
