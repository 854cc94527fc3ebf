import type { IdentityState } from "../../../src/identity/identityState";
import { state } from "../parityEstate";
import { type ArticleWay, ARTICLES, type Check, type ParityRow } from "./row";
import { assign, disable, enable, remove, removeAllUserAssigned, scaleSet } from "./words";

const row = { article: ARTICLES.allScaleSet, language: "REST", resource: scaleSet } as const;
const ID =
  "/subscriptions/<SUBSCRIPTION ID>/resourcegroups/myResourceGroup/providers/Microsoft.ManagedIdentity/userAssignedIdentities/";
const OLD_SHAPE =
  "Superseded by Azure: 2018-06-01 brought the dictionary. The old shape is sent at its old API version.";
const NO_SUCH_VERSION = "No API version of scale sets bears this date; the shape of 2018-06-01 holds.";

function patch(apiVersion: string): Extract<ArticleWay, { kind: "rest" }> {
  return { kind: "rest", method: "PATCH", apiVersion };
}

function put(apiVersion: string, wanted: IdentityState): Check {
  return { kind: "created", wanted, way: { kind: "rest", method: "PUT", apiVersion } };
}

export const rest: readonly ParityRow[] = [
  {
    ...row,
    operation: "Create a resource group",
    text: "az group create --name myResourceGroup --location westus",
    command: "createIdentity",
    check: { kind: "notCompared" },
    note: "The line of the Azure CLI above, which is run there.",
  },
  {
    ...row,
    operation: "Create a network interface for a scale set",
    text: "az network nic create -g myResourceGroup --vnet-name myVnet --subnet mySubnet -n myNic",
    command: "createScaleSet",
    check: { kind: "notCompared" },
    note: "Not needed: a scale set makes its own interfaces, as the template of the command and the article's own body say.",
  },
  {
    ...row,
    operation: "Get an access token",
    text: "az account get-access-token",
    command: "signIn",
    check: { kind: "notCompared" },
    note: "Changes nothing. The extension signs in itself; a change that is copied as a curl line names the same way to a token.",
  },
  {
    ...row,
    operation: "Create with the system-assigned identity",
    text: '-X PUT -d \'{"sku":{"tier":"Standard","capacity":3,"name":"Standard_D1_v2"},"location":"eastus","identity":{"type":"SystemAssigned"},',
    command: "createScaleSet",
    check: put("2018-06-01", state(true)),
  },
  {
    ...row,
    operation: "List the identities of a scale set",
    text: 'virtualMachineScaleSets/<VMSS NAME>?api-version=2018-06-01\' -H "Authorization: Bearer <ACCESS TOKEN>"',
    command: "showProperties",
    check: { kind: "read", before: state(true, "ID1", "ID2"), apiVersion: "2018-06-01" },
  },
  {
    ...row,
    operation: "Enable the system-assigned identity",
    text: `-X PATCH -d '{"identity":{"type":"SystemAssigned"}}'`,
    command: "enableSystemAssigned",
    check: { kind: "sameState", before: state(false), change: enable, way: patch("2018-06-01") },
  },
  {
    ...row,
    operation: "Enable the system-assigned identity beside user-assigned ones",
    text: `-X PATCH -d '{"identity":{"type":"SystemAssigned,UserAssigned", "userAssignedIdentities":{"${ID}ID1":{},"${ID}ID2":{}}}}'`,
    command: "enableSystemAssigned",
    check: { kind: "sameState", before: state(false, "ID1", "ID2"), change: enable, way: patch("2018-06-01") },
  },
  {
    ...row,
    operation: "Enable the system-assigned identity beside user-assigned ones (array)",
    text: `-X PATCH -d '{"identity":{"type":"SystemAssigned,UserAssigned", "identityIds":["${ID}ID1","${ID}ID2"]}}'`,
    command: "enableSystemAssigned",
    check: { kind: "sameState", before: state(false, "ID1", "ID2"), change: enable, way: patch("2017-12-01") },
    note: OLD_SHAPE,
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, the only one",
    text: `-X PATCH -d '{"identity":{"type":"None"}}'`,
    command: "disableSystemAssigned",
    check: { kind: "sameState", before: state(true), change: disable, way: patch("2018-06-01") },
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, keep the user-assigned ones",
    text: 'removeSystemAssignedfrom the{"identity":{"type:" "}}value while keeping theUserAssignedvalue',
    command: "disableSystemAssigned",
    check: {
      kind: "sameState",
      before: state(true, "ID1"),
      change: disable,
      way: { ...patch("2018-06-01"), body: { identity: { type: "UserAssigned" } } },
    },
  },
  {
    ...row,
    operation: "Create with a user-assigned identity",
    text: `"location":"eastus","identity":{"type":"UserAssigned","userAssignedIdentities":{"${ID}ID1":{}}},`,
    command: "createScaleSet",
    check: put("2018-06-01", state(false, "ID1")),
  },
  {
    ...row,
    operation: "Create with a user-assigned identity (array)",
    text: `"location":"eastus","identity":{"type":"UserAssigned","identityIds":["${ID}ID1"]},`,
    command: "createScaleSet",
    check: put("2017-12-01", state(false, "ID1")),
    note: OLD_SHAPE,
  },
  {
    ...row,
    operation: "Assign the first user-assigned identity",
    text: `-X PATCH -d '{"identity":{"type":"userAssigned", "userAssignedIdentities":{"${ID}ID1":{}}}}'`,
    command: "assignUserAssigned",
    check: { kind: "sameState", before: state(false), change: assign("ID1"), way: patch("2018-12-01") },
    note: NO_SUCH_VERSION,
  },
  {
    ...row,
    operation: "Assign the first user-assigned identity (array)",
    text: `-X PATCH -d '{"identity":{"type":"userAssigned", "identityIds":["${ID}ID1"]}}'`,
    command: "assignUserAssigned",
    check: { kind: "sameState", before: state(false), change: assign("ID1"), way: patch("2017-12-01") },
    note: OLD_SHAPE,
  },
  {
    ...row,
    operation: "Assign one more user-assigned identity",
    text: `-X PATCH -d '{"identity":{"type":"SystemAssigned, UserAssigned", "userAssignedIdentities":{"${ID}ID1":{},"${ID}ID2":{}}}}'`,
    command: "assignUserAssigned",
    check: { kind: "sameState", before: state(true, "ID1"), change: assign("ID2"), way: patch("2018-06-01") },
  },
  {
    ...row,
    operation: "Assign one more user-assigned identity (array)",
    text: `-X PATCH -d '{"identity":{"type":"SystemAssigned, UserAssigned", "identityIds":["${ID}ID1","${ID}ID2"]}}'`,
    command: "assignUserAssigned",
    check: { kind: "sameState", before: state(true, "ID1"), change: assign("ID2"), way: patch("2017-12-01") },
    note: OLD_SHAPE,
  },
  {
    ...row,
    operation: "Remove a user-assigned identity",
    text: `-X PATCH -d '{"identity":{"type":"SystemAssigned, UserAssigned", "userAssignedIdentities":{"${ID}ID2":null}}}'`,
    command: "removeUserAssigned",
    check: { kind: "sameState", before: state(true, "ID1", "ID2"), change: remove("ID2"), way: patch("2018-06-01") },
  },
  {
    ...row,
    operation: "Remove a user-assigned identity (array)",
    text: `-X PATCH -d '{"identity":{"type":"SystemAssigned,UserAssigned", "identityIds":["${ID}ID1"]}}'`,
    command: "removeUserAssigned",
    check: { kind: "sameState", before: state(true, "ID1", "ID2"), change: remove("ID2"), way: patch("2017-12-01") },
    note: OLD_SHAPE,
  },
  {
    ...row,
    operation: "Remove all user-assigned identities, keep the system-assigned one",
    text: `-X PATCH -d '{"identity":{"type":"SystemAssigned"}}'`,
    command: "removeAllUserAssigned",
    check: {
      kind: "sameState",
      before: state(true, "ID1", "ID2"),
      change: removeAllUserAssigned,
      way: patch("2018-06-01"),
    },
  },
  {
    ...row,
    operation: "Remove all user-assigned identities",
    text: `-X PATCH -d '{"identity":{"type":"None"}}'`,
    command: "removeAllUserAssigned",
    check: {
      kind: "sameState",
      before: state(false, "ID1", "ID2"),
      change: removeAllUserAssigned,
      way: patch("2018-06-01"),
    },
  },
];
