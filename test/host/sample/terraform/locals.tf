locals {
  report_identities = [
    azurerm_user_assigned_identity.app.id, # the application's own
    azurerm_user_assigned_identity.reader.id,
  ]

  jobs = {
    nightly = {
      name          = "vm-jobs"
      identity_type = "UserAssigned"
    }
  }
}

resource "azurerm_user_assigned_identity" "app" {
  name                = "id-web-api"
  resource_group_name = "rg-web-prod"
  location            = var.location
}

resource "azurerm_user_assigned_identity" "reader" {
  name                = "id-reader"
  resource_group_name = "rg-web-prod"
  location            = var.location
}
