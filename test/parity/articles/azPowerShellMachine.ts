import { state } from "../parityEstate";
import { ARTICLES, type ParityRow } from "./row";
import { assign, disable, enable, machine, remove, removeAllUserAssigned } from "./words";

const row = { article: ARTICLES.powerShellMachine, language: "Az PowerShell", resource: machine } as const;
const cmdlet = { kind: "cmdlet" } as const;
const ID =
  "/subscriptions/<SUBSCRIPTION ID>/resourcegroups/<RESROURCE GROUP>/providers/Microsoft.ManagedIdentity/userAssignedIdentities/<USER ASSIGNED IDENTITY NAME>";

export const azPowerShellMachine: readonly ParityRow[] = [
  {
    ...row,
    operation: "Create with the system-assigned identity",
    text: "$vmConfig = New-AzVMConfig -VMName myVM -IdentityType SystemAssigned",
    command: "createVirtualMachine",
    check: { kind: "created", wanted: state(true), way: cmdlet },
  },
  {
    ...row,
    operation: "Retrieve the properties of a machine",
    text: "$vm = Get-AzVM -ResourceGroupName myResourceGroup -Name myVM",
    command: "showProperties",
    check: { kind: "read", before: state(true, "ID1", "ID2"), apiVersion: "2024-07-01" },
  },
  {
    ...row,
    operation: "Enable the system-assigned identity",
    text: "Update-AzVM -ResourceGroupName myResourceGroup -VM $vm -IdentityType SystemAssigned",
    command: "enableSystemAssigned",
    check: { kind: "sameState", before: state(false), change: enable, way: cmdlet },
    note: "On a machine with user-assigned identities the article's line removes them; the command keeps them.",
  },
  {
    ...row,
    operation: "Find the principal of a machine",
    text: 'Get-AzADServicePrincipal -displayname "myVM"',
    command: "addToGroup",
    check: { kind: "notCompared" },
    note: "Not needed: the machine itself tells its principal, by which the command goes, not by a name that others can have too.",
  },
  {
    ...row,
    operation: "Find a group",
    text: 'Get-AzADGroup -searchstring "myGroup"',
    command: "addToGroup",
    check: { kind: "groupFound" },
  },
  {
    ...row,
    operation: "Add the system-assigned identity to a group",
    text: 'New-MgGroupMember -GroupId "<Id of group>" -DirectoryObjectId "<Id of VM service principal>"',
    command: "addToGroup",
    check: { kind: "memberAdded" },
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, keep the user-assigned ones",
    text: `Update-AzVm -ResourceGroupName myResourceGroup -VM $vm -IdentityType "UserAssigned" -IdentityID "${ID}..."`,
    command: "disableSystemAssigned",
    check: { kind: "sameState", before: state(true, "ID1"), change: disable, way: cmdlet },
  },
  {
    ...row,
    operation: "Disable the system-assigned identity, the only one",
    text: "Update-AzVm -ResourceGroupName myResourceGroup -VM $vm -IdentityType None",
    command: "disableSystemAssigned",
    check: { kind: "sameState", before: state(true), change: disable, way: cmdlet },
  },
  {
    ...row,
    operation: "Create with a user-assigned identity",
    text: `$vmConfig = New-AzVMConfig -VMName <VM NAME> -IdentityType UserAssigned -IdentityID "${ID}..."`,
    command: "createVirtualMachine",
    check: { kind: "created", wanted: state(false, "ID1"), way: cmdlet },
  },
  {
    ...row,
    operation: "Create a user-assigned identity",
    text: "New-AzUserAssignedIdentity -ResourceGroupName <RESOURCEGROUP> -Name <USER ASSIGNED IDENTITY NAME>",
    command: "createIdentity",
    check: { kind: "made", what: "identity", way: cmdlet },
  },
  {
    ...row,
    operation: "Assign a user-assigned identity",
    text: `Update-AzVM -ResourceGroupName <RESOURCE GROUP> -VM $vm -IdentityType UserAssigned -IdentityID "${ID}"`,
    command: "assignUserAssigned",
    check: { kind: "sameState", before: state(false), change: assign("ID1"), way: cmdlet },
    note: "The article's line replaces every identity that is there; the command keeps them.",
  },
  {
    ...row,
    operation: "Remove all user-assigned identities but one",
    text: "Update-AzVm -ResourceGroupName myResourceGroup -VirtualMachine $vm -IdentityType UserAssigned -IdentityID <USER ASSIGNED IDENTITY NAME>",
    command: "removeUserAssigned",
    check: { kind: "sameState", before: state(false, "ID1", "ID2"), change: remove("ID2"), way: cmdlet },
  },
  {
    ...row,
    operation: "Remove all user-assigned identities",
    text: "Update-AzVm -ResourceGroupName myResourceGroup -VM $vm -IdentityType None",
    command: "removeAllUserAssigned",
    check: { kind: "sameState", before: state(false, "ID1", "ID2"), change: removeAllUserAssigned, way: cmdlet },
  },
  {
    ...row,
    operation: "Remove all user-assigned identities, keep the system-assigned one",
    text: 'Update-AzVm -ResourceGroupName myResourceGroup -VirtualMachine $vm -IdentityType "SystemAssigned"',
    command: "removeAllUserAssigned",
    check: { kind: "sameState", before: state(true, "ID1", "ID2"), change: removeAllUserAssigned, way: cmdlet },
  },
];
