import { identityId, state } from "../parityEstate";
import { ARTICLES, type ParityRow } from "./row";
import { assign, disable, enable, remove, removeAllUserAssigned, scaleSet } from "./words";

const row = { article: ARTICLES.allScaleSet, language: "ARM template", resource: scaleSet } as const;
const dictionary = { kind: "template", apiVersion: "2018-06-01" } as const;
const array = { kind: "template", apiVersion: "2017-12-01" } as const;
const KEY = "[resourceID('Microsoft.ManagedIdentity/userAssignedIdentities/',variables('<USERASSIGNEDIDENTITYNAME>'))]";
const BOTH = "SystemAssigned, UserAssigned";

export const armTemplate: readonly ParityRow[] = [
  {
    ...row,
    operation: "Create with the system-assigned identity",
    text: '"identity": { "type": "SystemAssigned" }',
    command: "createScaleSet",
    check: { kind: "created", wanted: state(true), way: dictionary },
  },
  {
    ...row,
    operation: "Enable the system-assigned identity",
    text: '"identity": { "type": "SystemAssigned" }',
    command: "enableSystemAssigned",
    check: { kind: "sameState", before: state(false), change: enable, way: dictionary },
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, the only one",
    text: '"identity": { "type": "None" }',
    command: "disableSystemAssigned",
    check: { kind: "sameState", before: state(true), change: disable, way: dictionary },
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, keep the user-assigned ones",
    text: `"identity": { "type": "UserAssigned", "userAssignedIdentities": { "${KEY}": {} } }`,
    command: "disableSystemAssigned",
    check: { kind: "sameState", before: state(true, "ID1"), change: disable, way: dictionary },
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, keep the user-assigned ones (array)",
    text: `"identity": { "type": "UserAssigned", "identityIds": [ "${KEY}" ] }`,
    command: "disableSystemAssigned",
    check: { kind: "sameState", before: state(true, "ID1"), change: disable, way: array },
  },
  {
    ...row,
    operation: "Assign a user-assigned identity",
    text: `"identity": { "type": "userAssigned", "userAssignedIdentities": { "${KEY}": {} } }`,
    command: "assignUserAssigned",
    check: { kind: "sameState", before: state(false), change: assign("ID1"), way: dictionary },
  },
  {
    ...row,
    operation: "Assign a user-assigned identity (array)",
    text: `"identity": { "type": "UserAssigned", "identityIds": [ "${KEY}" ] }`,
    command: "assignUserAssigned",
    check: { kind: "sameState", before: state(false), change: assign("ID1"), way: array },
  },
  {
    ...row,
    operation: "Assign a user-assigned identity (array, API version 2017-03-30)",
    text: `"apiVersion": "2017-03-30", "location": "[parameters(Location')]", "identity": { "type": "userAssigned", "identityIds": [ "[resourceID('Microsoft.ManagedIdentity/userAssignedIdentities/',variables('<USERASSIGNEDIDENTITY>'))]" ] }`,
    command: "assignUserAssigned",
    check: { kind: "notCompared" },
    note: "Azure does not offer it: this API version knows only SystemAssigned. The same array at 2017-12-01 is deployed.",
  },
  {
    ...row,
    operation: "Remove all user-assigned identities",
    text: '"identity": { "type": "None" }',
    command: "removeAllUserAssigned",
    check: { kind: "sameState", before: state(false, "ID1"), change: removeAllUserAssigned, way: dictionary },
  },
  {
    ...row,
    operation: "Remove a single user-assigned identity",
    text: "remove it from theuserAssignedIdentitiesdictionary",
    command: "removeUserAssigned",
    check: {
      kind: "sameState",
      before: state(true, "ID1", "ID2"),
      change: remove("ID1"),
      way: { ...dictionary, identity: { type: BOTH, userAssignedIdentities: { [identityId("ID2")]: {} } } },
    },
  },
  {
    ...row,
    operation: "Remove a single user-assigned identity (array)",
    text: "remove it from theidentityIdsarray",
    command: "removeUserAssigned",
    check: {
      kind: "sameState",
      before: state(true, "ID1", "ID2"),
      change: remove("ID1"),
      way: { ...array, identity: { type: BOTH, identityIds: [identityId("ID2")] } },
    },
  },
];
