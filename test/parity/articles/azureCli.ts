import { state } from "../parityEstate";
import { ARTICLES, type ParityRow } from "./row";
import { assign, disable, enable, remove, removeAllUserAssigned, scaleSet } from "./words";

const row = { article: ARTICLES.allScaleSet, language: "Azure CLI", resource: scaleSet } as const;

const DEPLOYS = "The CLI deploys a whole template for this; what the article says of the result is compared.";

export const azureCli: readonly ParityRow[] = [
  {
    ...row,
    operation: "Create with the system-assigned identity",
    text: "--assign-identity --generate-ssh-keys --role contributor --scope mySubscription",
    command: "createScaleSet",
    check: { kind: "created", wanted: state(true), way: { kind: "words", after: state(true) } },
    note: DEPLOYS,
  },
  {
    ...row,
    operation: "Enable the system-assigned identity",
    text: "az vmss identity assign -g myResourceGroup -n myVMSS",
    command: "enableSystemAssigned",
    check: {
      kind: "sameState",
      before: state(false, "ID1"),
      change: enable,
      way: { kind: "azureCli", line: "az vmss identity assign -g myResourceGroup -n myVMSS" },
    },
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, keep the user-assigned ones",
    text: "az vmss update -n myVM -g myResourceGroup --set identity.type='UserAssigned'",
    command: "disableSystemAssigned",
    check: {
      kind: "sameState",
      before: state(true, "ID1"),
      change: disable,
      way: {
        kind: "azureCli",
        line: "az vmss update -n myVMSS -g myResourceGroup --set identity.type='UserAssigned'",
      },
    },
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, the only one",
    text: 'az vmss update -n myVM -g myResourceGroup --set identity.type="none"',
    command: "disableSystemAssigned",
    check: {
      kind: "sameState",
      before: state(true),
      change: disable,
      way: {
        kind: "azureCli",
        line: 'az vmss update -n myVMSS -g myResourceGroup --set identity.type="none"',
      },
    },
  },
  {
    ...row,
    operation: "Create a user-assigned identity",
    text: "az identity create -g <RESOURCE GROUP> -n <USER ASSIGNED IDENTITY NAME>",
    command: "createUserAssignedIdentity",
    check: {
      kind: "identityMade",
      way: { kind: "azureCli", line: "az identity create -g myResourceGroup -n made-by-article" },
    },
  },
  {
    ...row,
    operation: "Create with a user-assigned identity",
    text: "--assign-identity <USER ASSIGNED IDENTITY> --role <ROLE> --scope <SUBSCRIPTION>",
    command: "createScaleSet",
    check: { kind: "created", wanted: state(false, "ID1"), way: { kind: "words", after: state(false, "ID1") } },
    note: DEPLOYS,
  },
  {
    ...row,
    operation: "Assign a user-assigned identity",
    text: "az vmss identity assign -g <RESOURCE GROUP> -n <VIRTUAL MACHINE SCALE SET NAME> --identities <USER ASSIGNED IDENTITY>",
    command: "assignUserAssigned",
    check: {
      kind: "sameState",
      before: state(true, "ID2"),
      change: assign("ID1"),
      way: { kind: "azureCli", line: "az vmss identity assign -g myResourceGroup -n myVMSS --identities ID1" },
    },
  },
  {
    ...row,
    operation: "Remove a user-assigned identity",
    text: "az vmss identity remove -g <RESOURCE GROUP> -n <VIRTUAL MACHINE SCALE SET NAME> --identities <USER ASSIGNED IDENTITY>",
    command: "removeUserAssigned",
    check: {
      kind: "sameState",
      before: state(false, "ID1", "ID2"),
      change: remove("ID1"),
      way: { kind: "azureCli", line: "az vmss identity remove -g myResourceGroup -n myVMSS --identities ID1" },
    },
  },
  {
    ...row,
    operation: "Remove all user-assigned identities",
    text: 'az vmss update -n myVMSS -g myResourceGroup --set identity.type="none" identity.userAssignedIdentities=null',
    command: "removeAllUserAssigned",
    check: {
      kind: "sameState",
      before: state(false, "ID1", "ID2"),
      change: removeAllUserAssigned,
      way: {
        kind: "azureCli",
        line: 'az vmss update -n myVMSS -g myResourceGroup --set identity.type="none" identity.userAssignedIdentities=null',
      },
    },
  },
  {
    ...row,
    operation: "Remove all user-assigned identities, keep the system-assigned one",
    text: "az vmss update -n myVMSS -g myResourceGroup --set identity.type='SystemAssigned' identity.userAssignedIdentities=null",
    command: "removeAllUserAssigned",
    check: {
      kind: "sameState",
      before: state(true, "ID1", "ID2"),
      change: removeAllUserAssigned,
      way: {
        kind: "azureCli",
        line: "az vmss update -n myVMSS -g myResourceGroup --set identity.type='SystemAssigned' identity.userAssignedIdentities=null",
      },
    },
  },
];
