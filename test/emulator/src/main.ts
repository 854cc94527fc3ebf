import { parseArgs } from "node:util";
import { startEmulator, type Emulator } from "./emulator";
import { readEstate } from "./estate/readEstate";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    seed: { type: "string" },
    latency: { type: "string", default: "0" },
    operation: { type: "string", default: "2000" },
    control: { type: "boolean", default: false },
  },
});

function announce(emulator: Emulator): void {
  const { tenantId, clientId, clientSecret } = emulator.credentials;
  process.stdout.write(`Local Azure Resource Manager: ${emulator.url}
Certificate (NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE): ${emulator.certificateFile}
Tenant ${tenantId}, client ${clientId}, secret ${clientSecret}
${values.control ? `Control interface: ${emulator.url}/__control/\n` : ""}
The Azure CLI, apart from your own configuration:

  export REQUESTS_CA_BUNDLE=${emulator.certificateFile} AZURE_CONFIG_DIR=$(mktemp -d) AZURE_CORE_COLLECT_TELEMETRY=no
  az cloud register -n local --endpoint-resource-manager ${emulator.url} --endpoint-management ${emulator.url} \\
    --endpoint-active-directory ${emulator.url}/adfs --endpoint-active-directory-resource-id ${emulator.url} \\
    --endpoint-active-directory-graph-resource-id ${emulator.url} \\
    --suffix-storage-endpoint localhost --suffix-keyvault-dns .localhost
  az cloud set -n local && az cloud update -n local --profile 2020-09-01-hybrid
  az login --service-principal -u ${clientId} -p ${clientSecret} -t ${tenantId}
  az vm list -o table

Ctrl-C stops it.
`);
}

async function main(): Promise<void> {
  const emulator = await startEmulator({
    port: Number(values.port),
    ...(values.seed === undefined ? {} : { seed: await readEstate(values.seed) }),
    latencyMs: Number(values.latency),
    operationMs: Number(values.operation),
    control: values.control,
  });
  announce(emulator);
  const stop = (): void => {
    emulator.close().catch(fail);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

main().catch(fail);
