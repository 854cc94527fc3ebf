# Virtual machines and a scale set in the forms that Terraform has for their identities.

resource "azurerm_linux_virtual_machine" "web" {
  name                  = "vm-web-bastion"
  resource_group_name   = "rg-web-prod"
  location              = var.location
  size                  = "Standard_B2s"
  admin_username        = "azureuser"
  network_interface_ids = [var.network_interface_id]

  identity {
    type         = "SystemAssigned, UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.app.id]
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}

# The list is a local value, in locals.tf.
resource "azurerm_windows_virtual_machine" "reports" {
  name                  = "vm-reports"
  resource_group_name   = "rg-web-prod"
  location              = var.location
  size                  = "Standard_B2s"
  admin_username        = "azureuser"
  admin_password        = var.admin_password
  network_interface_ids = [var.network_interface_id]

  identity {
    type         = "UserAssigned"
    identity_ids = local.report_identities
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}

# A variable decides whether there is an identity.
resource "azurerm_linux_virtual_machine" "batch" {
  name                  = "vm-batch"
  resource_group_name   = "rg-web-prod"
  location              = var.location
  size                  = "Standard_B2s"
  admin_username        = "azureuser"
  network_interface_ids = [var.network_interface_id]

  dynamic "identity" {
    for_each = var.has_identity ? [1] : []

    content {
      type = "SystemAssigned"
    }
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}

# An Azure Verified Module.
module "app" {
  source  = "Azure/avm-res-compute-virtualmachine/azurerm"
  version = "0.19.3"

  name                = "vm-app"
  resource_group_name = "rg-web-prod"
  location            = var.location
  zone                = "1"

  managed_identities = {
    system_assigned = true
  }
}

# Flexible scale sets support only user-assigned identities.
resource "azurerm_orchestrated_virtual_machine_scale_set" "workers" {
  name                        = "vmss-workers"
  resource_group_name         = "rg-web-prod"
  location                    = var.location
  platform_fault_domain_count = 1
}

# One machine for each element; the list is put together by a function.
resource "azurerm_linux_virtual_machine" "jobs" {
  for_each = local.jobs

  name                  = each.value.name
  resource_group_name   = "rg-web-prod"
  location              = var.location
  size                  = "Standard_B2s"
  admin_username        = "azureuser"
  network_interface_ids = [var.network_interface_id]

  identity {
    type         = each.value.identity_type
    identity_ids = concat([azurerm_user_assigned_identity.reader.id], local.report_identities)
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}

# A request in Azure's own form.
resource "azapi_resource" "preview" {
  type      = "Microsoft.Compute/virtualMachines@2024-07-01"
  name      = "vm-preview"
  parent_id = "/subscriptions/5fb1f3f2-0000-4000-8000-000000000001/resourceGroups/rg-web-prod"
  location  = var.location

  body = {
    identity = {
      type = "UserAssigned"
      userAssignedIdentities = {
        (azurerm_user_assigned_identity.app.id) = {}
      }
    }
    properties = {
      hardwareProfile = {
        vmSize = "Standard_B2s"
      }
    }
  }
}
