/** Stands in for the telemetry client that azext-utils wants: it takes events and drops them. */
export class TelemetryReporter {
  sendTelemetryErrorEvent() {}
  sendTelemetryEvent() {}
  dispose() {}
}
export default TelemetryReporter;

/** A value as azext-utils marks it for its reporter. */
export class TelemetryTrustedValue {
  constructor(value) {
    this.value = value;
  }
}
