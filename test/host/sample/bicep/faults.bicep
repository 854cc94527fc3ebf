// Open the Problems view, and fix what is wrong with the light bulb.
resource noIdentities 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-no-identities'
  identity: {
    type: 'UserAssigned'
  }
}

resource flexible 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'vmss-flexible'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    orchestrationMode: 'Flexible'
  }
}

resource arrayShape 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-array-shape'
  identity: {
    type: 'UserAssigned'
    identityIds: [
      '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-a'
    ]
  }
}

output principalId string? = noIdentities.?identity.?principalId
