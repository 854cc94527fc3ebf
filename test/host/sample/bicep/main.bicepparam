using 'main.bicep'

param managedIdentities = {
  systemAssigned: true
}
