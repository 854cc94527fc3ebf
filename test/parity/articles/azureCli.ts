import { identityId, state, subscriptionId } from "../parityEstate";
import { ARTICLES, type ParityRow } from "./row";
import { assign, disable, enable, remove, removeAllUserAssigned, scaleSet } from "./words";

const row = { article: ARTICLES.allScaleSet, language: "Azure CLI", resource: scaleSet } as const;

const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

export const azureCli: readonly ParityRow[] = [
  {
    ...row,
    operation: "Create a resource group",
    text: "az group create --name myResourceGroup --location westus",
    command: "createIdentity",
    check: {
      kind: "made",
      what: "resourceGroup",
      way: { kind: "azureCli", line: "az group create --name made-by-article --location westus" },
    },
    note: "The commands that create something offer a new resource group.",
  },
  {
    ...row,
    operation: "Create with the system-assigned identity",
    text: "az vmss create --resource-group myResourceGroup --name myVMSS --image win2016datacenter --upgrade-policy-mode automatic --custom-data cloud-init.txt --admin-username azureuser --admin-password myPassword12 --assign-identity --generate-ssh-keys --role contributor --scope mySubscription",
    command: "createScaleSet",
    check: {
      kind: "created",
      wanted: state(true),
      role: CONTRIBUTOR,
      way: {
        kind: "azureCli",
        line: `touch cloud-init.txt && az vmss create --resource-group myResourceGroup --name myVMSS --image win2016datacenter --upgrade-policy-mode automatic --custom-data cloud-init.txt --admin-username azureuser --admin-password myPassword12 --assign-identity --generate-ssh-keys --role contributor --scope /subscriptions/${subscriptionId}`,
      },
    },
    note: "The role is compared, not its scope: what Azure makes of the scope in the Azure CLI's template is unverified.",
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
    command: "createIdentity",
    check: {
      kind: "made",
      what: "identity",
      way: { kind: "azureCli", line: "az identity create -g myResourceGroup -n made-by-article" },
    },
  },
  {
    ...row,
    operation: "Create with a user-assigned identity",
    text: "az vmss create --resource-group <RESOURCE GROUP> --name <VMSS NAME> --image <SKU Linux Image> --admin-username <USER NAME> --admin-password <PASSWORD> --assign-identity <USER ASSIGNED IDENTITY> --role <ROLE> --scope <SUBSCRIPTION>",
    command: "createScaleSet",
    check: {
      kind: "created",
      wanted: state(false, "ID1"),
      way: {
        kind: "azureCli",
        line: `az vmss create --resource-group myResourceGroup --name myVMSS --image UbuntuLTS --admin-username azureuser --admin-password myPassword12 --assign-identity ${identityId("ID1")}`,
      },
    },
    note: "Run without --role and --scope: the Azure CLI takes them only with the system-assigned identity.",
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
    operation: "List the identities of a scale set",
    text: "az vmss identity show",
    command: "showProperties",
    check: {
      kind: "read",
      before: state(true, "ID1", "ID2"),
      apiVersion: "2020-06-01",
      cliLine: "az vmss identity show -g myResourceGroup -n myVMSS",
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
