import { state } from "../parityEstate";
import { ARTICLES, type ParityRow } from "./row";
import { assign, disable, enable, remove, scaleSet } from "./words";

const row = { article: ARTICLES.azureRmScaleSet, language: "AzureRM", resource: scaleSet } as const;
const RETIRED_MODULE = "Retired by Azure: the AzureRM modules gave way to Az. The REST call of the time is compared.";
const RETIRED_EXTENSION = "Retired by Azure: the extension for tokens gave way to the instance metadata service.";
const SIGNS_IN = "Retired by Azure with its modules. Changes nothing; the extension signs in through VS Code.";
const SUPPORTED_NOW = "The article says that this is not supported; Azure has supported it since.";

export const azureRm: readonly ParityRow[] = [
  {
    ...row,
    operation: "Create with the system-assigned identity",
    text: '$VMSS = New-AzureRmVmssConfig -Location $Loc -SkuCapacity 2 -SkuName "Standard_A0" -UpgradePolicyMode "Automatic" -NetworkInterfaceConfiguration $NetCfg -IdentityType SystemAssigned',
    command: "createScaleSet",
    check: { kind: "created", wanted: state(true), way: { kind: "cmdlet" } },
    note: RETIRED_MODULE,
  },
  {
    ...row,
    operation: "Add the extension that hands out tokens",
    text: 'Add-AzureRmVmssExtension -VirtualMachineScaleSet $vmss -Name "ManagedIdentityExtensionForWindows" -Type "ManagedIdentityExtensionForWindows" -Publisher "Microsoft.ManagedIdentity" -TypeHandlerVersion "1.0" -Setting $settings',
    command: "removeRetiredExtension",
    check: { kind: "notCompared" },
    note: RETIRED_EXTENSION,
  },
  {
    ...row,
    operation: "Sign in",
    text: "Login-AzureRmAccount",
    command: "signIn",
    check: { kind: "notCompared" },
    note: SIGNS_IN,
  },
  {
    ...row,
    operation: "Sign in",
    text: "Connect-AzureRmAccount",
    command: "signIn",
    check: { kind: "notCompared" },
    note: SIGNS_IN,
  },
  {
    ...row,
    operation: "Retrieve the properties of a scale set",
    text: "$vm = Get-AzureRmVmss -ResourceGroupName myResourceGroup -Name myVM",
    command: "showProperties",
    check: { kind: "read", before: state(true, "ID1", "ID2"), apiVersion: "2017-12-01" },
    note: RETIRED_MODULE,
  },
  {
    ...row,
    operation: "Enable the system-assigned identity",
    text: 'Update-AzureRmVmss -ResourceGroupName myResourceGroup -Name -myVM -IdentityType "SystemAssigned"',
    command: "enableSystemAssigned",
    check: { kind: "sameState", before: state(false), change: enable, way: { kind: "cmdlet" } },
    note: RETIRED_MODULE,
  },
  {
    ...row,
    operation: "Disable the system-assigned identity",
    text: "Removing the system assigned identity from a VMSS is not supported at this time",
    command: "disableSystemAssigned",
    check: { kind: "sameState", before: state(true), change: disable, way: { kind: "words", after: state(false) } },
    note: SUPPORTED_NOW,
  },
  {
    ...row,
    operation: "Create with a user-assigned identity",
    text: "To assign a user assigned identity to an Azure VMSS when creating the VMSS",
    command: "createScaleSet",
    check: { kind: "onlyHere", wanted: state(false, "ID1") },
    note: "The article names no parameter for it.",
  },
  {
    ...row,
    operation: "Assign user-assigned identities",
    text: 'Update-AzureRmVmss -ResourceGroupName <RESOURCE GROUP> -VM $vm -IdentityType UserAssigned -IdentityID "USER ASSIGNED ID1","USER ASSIGNED ID2"',
    command: "assignUserAssigned",
    check: { kind: "sameState", before: state(false), change: assign("ID1", "ID2"), way: { kind: "cmdlet" } },
    note: RETIRED_MODULE,
  },
  {
    ...row,
    operation: "Add the extension that hands out tokens to a machine",
    text: 'Set-AzureRmVMExtension -ResourceGroupName myResourceGroup -Location WestUS -VMName myVM -Name "ManagedIdentityExtensionForWindows"',
    command: "removeRetiredExtension",
    check: { kind: "notCompared" },
    note: RETIRED_EXTENSION,
  },
  {
    ...row,
    operation: "Remove the only user-assigned identity",
    text: "Removing the only user assigned identity from a VMSS is not supported at this time",
    command: "removeUserAssigned",
    check: {
      kind: "sameState",
      before: state(false, "ID1"),
      change: remove("ID1"),
      way: { kind: "words", after: state(false) },
    },
    note: SUPPORTED_NOW,
  },
];
