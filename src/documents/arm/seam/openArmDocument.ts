import type { IdentityDocument } from "../../documentLanguage";
import type { Sliced } from "../../sliced";
import { readingArmTemplate } from "../model";
import { ArmDocument } from "./armDocument";

/** Reads a text as an ARM template; see `OpenDocument`. */
export function* openArmDocument(text: string, earlier?: IdentityDocument): Sliced<IdentityDocument> {
  const before = earlier instanceof ArmDocument ? earlier : undefined;
  const template = yield* readingArmTemplate(text, before?.template);
  return before?.template === template ? before : new ArmDocument(template);
}
