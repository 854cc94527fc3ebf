import tls from "node:tls";

/**
 * Makes this process trust an emulator's certificate, for the SDKs and for `fetch` alike. NODE_EXTRA_CA_CERTS is read at
 * the start of a process only; tests start the emulator later. Call it before the first request to that emulator.
 */
export function trustCertificate(pem: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), pem]);
}
