import { type AddressInfo } from "node:net";
import { type Server } from "node:https";
import { Registrations } from "./arm/registrations";
import { FreshPrincipals } from "./authorization/principals";
import { makeCertificate, type Certificate } from "./certificate";
import { graphAudience } from "./auth/authenticate";
import { systemClock } from "./clock";
import { type EmulatorControl } from "./control";
import { answerControl } from "./controlHttp";
import { objectIdOf, Directory } from "./directory";
import { type Estate } from "./estate/estate";
import { sampleEstate } from "./estate/sampleEstate";
import { guidFrom } from "./guid";
import { Faults } from "./http/faults";
import { type Intercept } from "./http/intercept";
import { RequestLog } from "./http/requestLog";
import { router } from "./http/router";
import { makeServer } from "./http/server";
import { Waiting } from "./http/waiting";
import { inProcessControl } from "./inProcessControl";
import { GraphCopy } from "./resourceGraph/graphCopy";
import { Operations } from "./operations";
import { allRoutes } from "./routes";
import { seedStore } from "./seedStore";
import { Store } from "./store";
import { Throttle } from "./throttle";
import { Tokens } from "./auth/tokens";
import { usualVariants } from "./variants";
import { type Settings, type World } from "./world";
import { WriteLog } from "./writeLog";

export interface EmulatorOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** What it starts with; the sample estate where not given. */
  readonly seed?: Estate;
  /** Delay of every answer; none where not given. */
  readonly latencyMs?: number;
  /** Duration of a long-running operation: 0, the default, ends it before the first poll is answered. */
  readonly operationMs?: number;
  readonly pageSize?: number;
  /** Serves the control interface over HTTP under `/__control/`, for other processes. */
  readonly control?: boolean;
  /** One that the caller removes: to make one takes a while, and each has to be trusted. One of its own where not given. */
  readonly certificate?: Certificate;
  /** Sees each request before it is carried out, and may have something go wrong with it. */
  readonly intercept?: Intercept;
}

export interface Emulator {
  /** `https://localhost:PORT`: resource manager, sign-in authority and token audience alike. */
  readonly url: string;
  readonly certificatePem: string;
  /** Microsoft Graph: its address and the audience of its tokens. */
  readonly graphUrl: string;
  /** A temporary file, removed on `close`. */
  readonly certificateFile: string;
  readonly credentials: { readonly tenantId: string; readonly clientId: string; readonly clientSecret: string };
  /** The object id of the signed-in service principal, by tenant. */
  readonly objectIds: Readonly<Record<string, string>>;
  readonly tenants: readonly { readonly tenantId: string; readonly displayName: string }[];
  readonly control: EmulatorControl;
  close(): Promise<void>;
}

/** Starts a local Azure Resource Manager that listens on this machine only. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const estate = options.seed ?? sampleEstate;
  const [home] = estate.tenants;
  if (home === undefined) {
    throw new Error("an estate needs at least one tenant");
  }
  const certificate = options.certificate ?? (await makeCertificate());
  const address = { url: "" };
  const world = makeWorld(estate, options, () => address.url);
  const application = world.directory.firstApplication;
  const faults = new Faults();
  const log = new RequestLog();
  const waiting = new Waiting();
  const control = inProcessControl(world, { faults, log, waiting });
  const server = makeServer({
    world,
    findRoute: router(allRoutes),
    faults,
    log,
    waiting,
    intercept: options.intercept ?? (() => undefined),
    tls: { key: certificate.key, cert: certificate.pem },
    beside: (raw) => (options.control === true ? answerControl(control, raw) : undefined),
  });
  address.url = `https://localhost:${await listen(server, options.port ?? 0)}`;
  return {
    url: address.url,
    graphUrl: graphAudience(world),
    certificatePem: certificate.pem,
    certificateFile: certificate.file,
    credentials: { tenantId: home.tenantId, clientId: application.clientId, clientSecret: application.clientSecret },
    objectIds: Object.fromEntries(estate.tenants.map(({ tenantId }) => [tenantId, objectIdOf(application, tenantId)])),
    tenants: estate.tenants.map(({ tenantId, displayName }) => ({ tenantId, displayName })),
    control,
    close: async () => {
      await stop(server);
      if (options.certificate === undefined) {
        await certificate.remove();
      }
    },
  };
}

function makeWorld(estate: Estate, options: EmulatorOptions, baseUrl: () => string): World {
  const clock = systemClock;
  const settings: Settings = {
    latencyMs: options.latencyMs ?? 0,
    operationMs: options.operationMs ?? 0,
    pageSize: options.pageSize ?? 100,
    overlappingWrites: "accept",
    throttling: false,
    replication: { tries: 2, skippedByPrincipalType: true },
    graphAllowed: true,
    variants: usualVariants,
  };
  const store = new Store();
  seedStore(store, estate);
  const freshPrincipals = new FreshPrincipals(() => settings.replication);
  let principals = 0;
  return {
    clock,
    settings,
    directory: new Directory(estate),
    store,
    operations: new Operations(clock, () => settings.operationMs),
    writes: new WriteLog(),
    registrations: new Registrations(clock, () => settings.operationMs),
    tokens: new Tokens(clock),
    throttle: new Throttle(clock, () => settings.throttling),
    freshPrincipals,
    graphCopy: new GraphCopy(store, clock),
    baseUrl,
    newPrincipal: (resourceId) => {
      principals += 1;
      const principalId = guidFrom(`principal ${principals} of ${resourceId.toLowerCase()}`);
      freshPrincipals.add(principalId);
      return principalId;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address() as AddressInfo;
      resolve(address.port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
