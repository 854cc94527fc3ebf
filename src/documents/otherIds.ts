/** Names that say which other of an identity's ids, or whose id, it is. */
const OTHER_ID =
  /(?:principal|client|object|tenant|app(?:lication)?|subscription|group|role|definition|assignment)_?id$/i;

/** Whether a name says that it is an id, but another one: `identityPrincipalId`. */
export function namesOtherId(name: string): boolean {
  return OTHER_ID.test(name);
}
