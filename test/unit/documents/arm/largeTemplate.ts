/** A template of 38,000 lines and 2 MB, like the largest real one (docs/azure-behaviour.md#template-text): many resources, few of them machines. */
export function largeTemplate(): string {
  const resources = Array.from({ length: 860 }, (_, index) => ({
    type: index % 50 === 0 ? "Microsoft.Compute/virtualMachines" : "Microsoft.Network/networkInterfaces",
    apiVersion: "2023-03-01",
    name: `[concat(parameters('prefix'), '-resource-${index}')]`,
    location: "[parameters('location')]",
    tags: { purpose: "large", number: `${index}` },
    ...(index % 50 === 0 ? { identity: { type: "SystemAssigned" } } : {}),
    properties: {
      settings: Array.from({ length: 5 }, (__, part) => ({
        name: `setting-${part}`,
        value: `[resourceId('Microsoft.Network/virtualNetworks/subnets', variables('network'), concat('subnet-${part}', parameters('prefix'), parameters('suffix'), uniqueString(resourceGroup().id, deployment().name, 'a name that is long, as they are'), parameters('suffix')))]`,
        enabled: part % 2 === 0,
        order: part,
      })),
    },
  }));
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: { prefix: { type: "string" }, location: { type: "string" }, suffix: { type: "string" } },
    variables: { network: "main" },
    resources,
  };
  return JSON.stringify(template, undefined, 2);
}
