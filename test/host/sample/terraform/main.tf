terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.65.0"
    }
  }
}

variable "telemetry_identity_ids" {
  type    = list(string)
  default = []
}

resource "azurerm_user_assigned_identity" "web_api" {
  name                = "id-web-api"
  resource_group_name = "rg-web-prod"
  location            = var.location
}

resource "azurerm_linux_virtual_machine" "bastion" {
  name                  = "vm-web-bastion"
  resource_group_name   = "rg-web-prod"
  location              = var.location
  size                  = "Standard_B2s"
  admin_username        = "azureadmin"
  network_interface_ids = []

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }
}

resource "azurerm_linux_virtual_machine" "build" {
  name                  = "vm-web-build"
  resource_group_name   = "rg-web-prod"
  location              = var.location
  size                  = "Standard_D2s_v3"
  admin_username        = "azureadmin"
  network_interface_ids = []

  identity {
    type         = "SystemAssigned, UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.web_api.id]
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }

  lifecycle {
    ignore_changes = [identity]
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "frontend" {
  name                = "vmss-web-frontend"
  resource_group_name = "rg-web-prod"
  location            = var.location
  sku                 = "Standard_D2s_v3"
  instances           = 3
  admin_username      = "azureadmin"

  dynamic "identity" {
    for_each = length(var.telemetry_identity_ids) > 0 ? [1] : []
    content {
      type         = "UserAssigned"
      identity_ids = var.telemetry_identity_ids
    }
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }
}
