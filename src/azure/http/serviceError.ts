import { isWire, member, textMember, type Wire } from "../../identity/wire";

/** What a service says of an error, in whichever of its envelopes. */
export interface ServiceError {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly target: string | undefined;
  /** The target of the first of its details: the provider, of a registration that is missing. */
  readonly detailTarget: string | undefined;
}

/**
 * Reads `{error: {code, message, target}}`, the same without the envelope, and OData's `{"odata.error": {code, message: {value}}}`
 * (recordings: errors.jsonl, where some codes begin with a blank). Everything is undefined where the body is nothing of the kind.
 */
export function readServiceError(body: unknown): ServiceError {
  const outer: Wire = isWire(body) ? body : {};
  const inner = [member(outer, "error"), member(outer, "odata.error")].find(isWire) ?? outer;
  const message = member(inner, "message");
  const details = member(inner, "details");
  const detail: unknown = Array.isArray(details) ? details[0] : undefined;
  return {
    code: textMember(inner, "code")?.trim(),
    message: isWire(message) ? textMember(message, "value") : textMember(inner, "message"),
    target: textMember(inner, "target"),
    detailTarget: isWire(detail) ? textMember(detail, "target") : undefined,
  };
}
