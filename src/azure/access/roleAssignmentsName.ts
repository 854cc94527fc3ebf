import { createHash } from "node:crypto";
import { type RoleGrant, roleDefinitionKey } from "./roleAssignments";

/** Of this program, made at random once: names of version 5 need one. It must never change. */
const NAMESPACE = Buffer.from("6f0f7b1c4a1d4e6b9a57c1d5e08f2b93", "hex");

/**
 * The name of the assignment for a grant: a UUID of version 5 over scope, principal and role. The same grant has the same name, so
 * that a second attempt cannot make a twin, and another principal has another, so that the service does not take it for an update
 * (docs/azure-behaviour.md#names-of-role-assignments).
 */
export function roleAssignmentName({ scope, principalId, roleDefinitionId }: RoleGrant): string {
  const subject = [withoutSlash(scope.toLowerCase()), principalId.toLowerCase(), roleDefinitionKey(roleDefinitionId)];
  const hash = createHash("sha1").update(NAMESPACE).update(subject.join("\n")).digest();
  const bytes = hash.subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function withoutSlash(scope: string): string {
  return scope.length > 1 && scope.endsWith("/") ? scope.slice(0, -1) : scope;
}
