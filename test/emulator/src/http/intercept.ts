import { type FaultEffect } from "./faults";
import { type RawRequest } from "./pipeline";

/** Sees each request before it is carried out, and says what goes wrong with it; undefined for nothing. */
export type Intercept = (request: RawRequest) => FaultEffect | undefined;
