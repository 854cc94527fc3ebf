# Faults in identities. Open the Problems view, and fix them with the light bulb.

resource "azurerm_linux_virtual_machine" "faults" {
  name                  = "vm-faults"
  resource_group_name   = "rg-web-prod"
  location              = var.location
  size                  = "Standard_B2s"
  admin_username        = "azureuser"
  network_interface_ids = [var.network_interface_id]

  identity {
    type = "UserAssigned"
    identity_ids = [
      "/subscriptions/5fb1f3f2-0000-4000-8000-000000000001/resourcegroups/rg-web-prod/providers/microsoft.managedidentity/userassignedidentities/id-web-api",
      azurerm_user_assigned_identity.app.id,
      azurerm_user_assigned_identity.app.id,
    ]
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}

resource "azurerm_windows_virtual_machine_scale_set" "faults" {
  name                = "vmss-faults"
  resource_group_name = "rg-web-prod"
  location            = var.location
  sku                 = "Standard_B2s"
  instances           = 1
  admin_username      = "azureuser"
  admin_password      = var.admin_password

  identity {
    type = "SystemAssigned,UserAssigned"
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}

output "principal_id" {
  value = azurerm_linux_virtual_machine.faults.identity[0].principal_id
}

resource "azurerm_federated_identity_credential" "faults" {
  name      = "fic-faults"
  parent_id = azurerm_user_assigned_identity.app.id
  issuer    = "https://token.actions.githubusercontent.com"
  subject   = "repo:contoso/storefront:ref:refs/heads/main"
  audience  = ["api://AzureADTokenExchange"]
}
