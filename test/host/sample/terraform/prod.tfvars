# Values of a run: terraform apply -var-file=prod.tfvars

telemetry_identity_ids = [
  "/subscriptions/5fb1f3f2-0000-4000-8000-000000000001/resourceGroups/rg-identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-telemetry",
]
