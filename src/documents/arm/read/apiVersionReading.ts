import type { ValueSource } from "../expression/evaluate";
import type { SyntaxNode } from "../syntax/nodes";

/** The API version of a resource, or that the text does not tell it. `node` is the value of `apiVersion`. */
export type ApiVersionReading =
  | {
      readonly kind: "known";
      readonly text: string;
      readonly source: ValueSource | "apiProfile";
      readonly node: SyntaxNode | undefined;
    }
  | { readonly kind: "unknown"; readonly expression: string | undefined; readonly node: SyntaxNode | undefined };

/** The version of Microsoft.Compute in each API profile that names one (templates.md section 2, number 13). */
const PROFILES: ReadonlyMap<string, string> = new Map([
  ["2017-03-09-profile", "2016-03-30"],
  ["2018-03-01-hybrid", "2017-03-30"],
  ["2019-03-01-hybrid", "2017-12-01"],
  ["2020-09-01-hybrid", "2020-06-01"],
]);

/** The API version that a template's `apiProfile` gives a virtual machine or scale set. */
export function versionOfProfile(profile: string): string | undefined {
  return PROFILES.get(profile.toLowerCase());
}
