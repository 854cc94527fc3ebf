import { state } from "../parityEstate";
import { type Article, ARTICLES, type ParityRow } from "./row";
import { assign, disable, enable, remove, removeAllUserAssigned, scaleSet } from "./words";

const cmdlet = { kind: "cmdlet" } as const;

/** Both articles hold the same lines. */
function rows(article: Article): ParityRow[] {
  const row = { article, language: "Az PowerShell", resource: scaleSet } as const;
  return [
    {
      ...row,
      operation: "Create with the system-assigned identity",
      text: '$VMSS = New-AzVmssConfig -Location $Loc -SkuCapacity 2 -SkuName "Standard_A0" -UpgradePolicyMode "Automatic" -NetworkInterfaceConfiguration $NetCfg -IdentityType SystemAssigned',
      command: "createScaleSet",
      check: { kind: "created", wanted: state(true), way: cmdlet },
    },
    {
      ...row,
      operation: "Retrieve the properties of a scale set",
      text: "Get-AzVmss",
      command: "showProperties",
      check: { kind: "read", before: state(true, "ID1", "ID2"), apiVersion: "2024-07-01" },
    },
    {
      ...row,
      operation: "Enable the system-assigned identity",
      text: 'Update-AzVmss -ResourceGroupName myResourceGroup -Name -myVmss -IdentityType "SystemAssigned"',
      command: "enableSystemAssigned",
      check: { kind: "sameState", before: state(false), change: enable, way: cmdlet },
      note: "On a scale set with user-assigned identities the article's line removes them; the command keeps them.",
    },
    {
      ...row,
      operation: "Disable the system-assigned identity, keep the user-assigned ones",
      text: 'Update-AzVmss -ResourceGroupName myResourceGroup -Name myVmss -IdentityType "UserAssigned"',
      command: "disableSystemAssigned",
      check: { kind: "sameState", before: state(true, "ID1"), change: disable, way: cmdlet },
    },
    {
      ...row,
      operation: "Disable the system-assigned identity, the only one",
      text: "Update-AzVmss -ResourceGroupName myResourceGroup -Name myVmss -IdentityType None",
      command: "disableSystemAssigned",
      check: { kind: "sameState", before: state(true), change: disable, way: cmdlet },
    },
    {
      ...row,
      operation: "Create with a user-assigned identity",
      text: "Creating a new virtual machine scale set with a user-assigned managed identity isn't currently supported via PowerShell",
      command: "createScaleSet",
      check: { kind: "onlyHere", wanted: state(false, "ID1") },
      note: "The article says that PowerShell cannot do this.",
    },
    {
      ...row,
      operation: "Assign user-assigned identities",
      text: 'Update-AzVmss -ResourceGroupName <RESOURCE GROUP> -Name <VMSS NAME> -IdentityType UserAssigned -IdentityID "<USER ASSIGNED ID1>","<USER ASSIGNED ID2>"',
      command: "assignUserAssigned",
      check: { kind: "sameState", before: state(false), change: assign("ID1", "ID2"), way: cmdlet },
      note: "On a scale set with the system-assigned identity the article's line disables it; the command keeps it.",
    },
    {
      ...row,
      language: "Azure CLI",
      operation: "List the identities of a scale set",
      text: "az vmss show",
      command: "showProperties",
      check: {
        kind: "read",
        before: state(false, "ID1", "ID2"),
        apiVersion: "2020-06-01",
        cliLine: "az vmss show -g myResourceGroup -n myVMSS --query identity",
      },
    },
    {
      ...row,
      operation: "Remove all user-assigned identities but one",
      text: 'Update-AzVmss -ResourceGroupName myResourceGroup -Name myVmss -IdentityType UserAssigned -IdentityID "<USER ASSIGNED IDENTITY NAME>"',
      command: "removeUserAssigned",
      check: {
        kind: "leavesAsItWas",
        before: state(false, "ID1", "ID2"),
        change: remove("ID2"),
        way: cmdlet,
        after: state(false, "ID1"),
      },
      note: "Retired by Azure: since API version 2018-06-01 the PATCH of this line is merged, so that it removes nothing.",
    },
    {
      ...row,
      operation: "Remove all user-assigned identities",
      text: "Update-AzVmss -ResourceGroupName myResourceGroup -Name myVmss -IdentityType None",
      command: "removeAllUserAssigned",
      check: { kind: "sameState", before: state(false, "ID1", "ID2"), change: removeAllUserAssigned, way: cmdlet },
    },
    {
      ...row,
      operation: "Remove all user-assigned identities, keep the system-assigned one",
      text: 'Update-AzVmss -ResourceGroupName myResourceGroup -Name myVmss -IdentityType "SystemAssigned"',
      command: "removeAllUserAssigned",
      check: { kind: "sameState", before: state(true, "ID1", "ID2"), change: removeAllUserAssigned, way: cmdlet },
    },
  ];
}

export const azPowerShellScaleSet: readonly ParityRow[] = [ARTICLES.powerShellScaleSet, ARTICLES.allScaleSet].flatMap(
  rows,
);
