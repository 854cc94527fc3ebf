import type { ValueSource } from "../expression/evaluate";
import type { SyntaxNode } from "../syntax/syntaxNodes";

/** The API version of a resource, or that the text does not tell it. `node` is the value of `apiVersion`. */
export type ApiVersionReading =
  | {
      readonly kind: "known";
      readonly text: string;
      readonly source: ValueSource;
      readonly node: SyntaxNode;
    }
  /** The resource has no version of its own: the template's `apiProfile` gives it one, which templates for Azure Stack Hub use. */
  | {
      readonly kind: "known";
      readonly text: string;
      readonly source: "apiProfile";
      readonly profile: string;
      readonly node: undefined;
    }
  | {
      readonly kind: "unknown";
      readonly expression: string | undefined;
      /** The `apiProfile` that gives a version which is not known. */
      readonly profile?: string;
      /** The expression names a declaration that is not there, or out of reach. */
      readonly isLost?: true;
      readonly node: SyntaxNode | undefined;
    };

/** The version of Microsoft.Compute in each API profile that names one (docs/azure-behaviour.md#api-profiles). */
const PROFILES: ReadonlyMap<string, string> = new Map([
  ["2017-03-09-profile", "2016-03-30"],
  ["2018-03-01-hybrid", "2017-03-30"],
  ["2019-03-01-hybrid", "2017-12-01"],
  ["2020-09-01-hybrid", "2020-06-01"],
]);

/** The profile that a version comes from, known or not. */
export function profileOf(reading: ApiVersionReading): string | undefined {
  return "profile" in reading ? reading.profile : undefined;
}

/** The API version that a template's `apiProfile` gives a virtual machine or scale set. */
export function versionOfProfile(profile: string): string | undefined {
  return PROFILES.get(profile.toLowerCase());
}
