import type { IdentityDocument, Surroundings } from "../../documentLanguage";
import type { Sliced } from "../../sliced";
import { readingBicep } from "../model";
import { BicepDocument } from "./bicepDocument";

/** Reads a text as a Bicep file; see `OpenDocument`. */
export function* openBicepDocument(
  text: string,
  earlier?: IdentityDocument,
  surroundings?: Surroundings,
): Sliced<IdentityDocument> {
  return earlier instanceof BicepDocument && earlier.text === text && earlier.file.surroundings === surroundings
    ? earlier
    : new BicepDocument(yield* readingBicep(text, surroundings));
}
