@description('The name of the virtual machine.')
param vmName string = 'vm-web-01'
param location string = resourceGroup().location

// Values of this parameter are in main.bicepparam.
param managedIdentities object = {}

resource telemetry 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'id-telemetry'
}

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: vmName
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${telemetry.id}': {} // reports to Azure Monitor
    }
  }
  properties: {
    hardwareProfile: {
      vmSize: 'Standard_D2s_v3'
    }
  }
}

resource workers 'Microsoft.Compute/virtualMachines@2024-07-01' = [for i in range(0, 3): {
  name: '${vmName}-worker-${i}'
  location: location
  properties: {
    hardwareProfile: {
      vmSize: 'Standard_D2s_v3'
    }
  }
}]

module verified 'br/public:avm/res/compute/virtual-machine:0.22.2' = {
  params: {
    name: '${vmName}-avm'
    managedIdentities: managedIdentities
  }
}
