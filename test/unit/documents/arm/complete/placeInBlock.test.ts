import { describe, expect, it } from "vitest";
import { placeInBlock } from "../../../../../src/documents/arm/complete/placeInBlock";
import { machine, only } from "../templates";

/** What can be completed at the bar in an identity: what it is, and the text that goes. */
function place(identity: string) {
  const text = machine(`"identity": ${identity},\n      `);
  const offset = text.indexOf("|");
  const { template, resource } = only(text.replace("|", ""));
  const found = placeInBlock(template, resource, offset);
  return found && { ...found, replaces: template.text.slice(found.replaces.start, found.replaces.end) };
}

describe("what can be completed in an identity block", () => {
  it.each([
    [`{ "type": "|" }`, { kind: "type", replaces: `""`, isNew: false }],
    [`{ "type": "Sys|" }`, { kind: "type", replaces: `"Sys"`, isNew: false }],
    [`{ "type": | }`, { kind: "type", replaces: "", isNew: false }],
    [`{ "type": Sys| }`, { kind: "type", replaces: "Sys", isNew: false }],
    [`{ "userAssignedIdentities": { | } }`, { kind: "key", replaces: "", isNew: true }],
    [`{ "userAssignedIdentities": { "|" } }`, { kind: "key", replaces: `""`, isNew: true }],
    [`{ "userAssignedIdentities": { "a|": {} } }`, { kind: "key", replaces: `"a"`, isNew: false }],
    [`{ "userAssignedIdentities": { "a": {}, id-w| } }`, { kind: "key", replaces: "id-w", isNew: true }],
    [`{ "userAssignedIdentities": { "a": {} "b|" } }`, { kind: "key", replaces: `"b"`, isNew: true }],
    [`{ "userAssignedIdentities": { 'x|' } }`, { kind: "key", replaces: `'x'`, isNew: true }],
    [`{ "identityIds": [ "a", | ] }`, { kind: "element", replaces: "", isNew: false }],
    [`{ "identityIds": [ "a", id| ] }`, { kind: "element", replaces: "id", isNew: false }],
    [`{ "identityIds": [ "|" ] }`, { kind: "element", replaces: `""`, isNew: false }],
    [`{ "userAssignedIdentities": { "a": {}, "sub|\n  } }`, { kind: "key", replaces: `"sub`, isNew: true }],
  ])("%s", (identity, expected) => {
    expect(place(identity)).toEqual(expected);
  });

  it.each([
    `{ "type|": "" }`,
    `{ | "type": "" }`,
    `{ "type" |: "" }`,
    `{ "userAssignedIdentities": { "a": {|} } }`,
    `{ "userAssignedIdentities": { "a": | } }`,
    `{ "userAssignedIdentities": "|" }`,
    `"|"`,
  ])("nothing at %s", (identity) => {
    expect(place(identity)).toBeUndefined();
  });
});
