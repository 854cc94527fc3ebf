export const identityType = "Microsoft.ManagedIdentity/userAssignedIdentities";
