import { type Caller } from "../directory";
import { type Answer } from "../http/exchange";
import { type RawRequest } from "../http/pipeline";
import { type World } from "../world";

/** A request to Microsoft Graph that has been read and authenticated. */
export interface GraphRequest {
  readonly world: World;
  readonly caller: Caller;
  readonly raw: RawRequest;
  /** The first and the second parameter of the path. */
  readonly id: string;
  readonly other: string;
}

/** Something that Microsoft Graph answers. The pattern is of the path below the version. */
export interface GraphRoute {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handle: (request: GraphRequest) => Answer;
}
