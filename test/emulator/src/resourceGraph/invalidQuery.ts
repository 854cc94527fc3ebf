import { ArmError } from "../armError";

/** The code and its shape are of the description's examples; the text of the service is in no recording (unverified). */
export function invalidQuery(part: string): ArmError {
  return new ArmError(400, "BadRequest", `Please provide below info when asking for support: InvalidQuery: ${part}`);
}
