import { lowestVersion, RAISED } from "../../plan/identityVersions";
import { chooseShape, lackedClass } from "../../plan/shapeToWrite";
import type { ListShape } from "../../planQuestion";
import { shapeOf } from "../model";
import type { AskedQuestion } from "./outcome";
import { may, type Work } from "./work";

function asked({ resource: { node } }: Work, facts: AskedQuestion["facts"]): AskedQuestion {
  return { facts, range: node.subject ?? node.symbol };
}

/** The question that an API version raises which cannot hold what the change adds. */
export function versionInTheWay(work: Work): AskedQuestion | undefined {
  const { resource, demand, options } = work;
  const { kind, apiVersion } = resource;
  const lacked = lackedClass(shapeOf(resource), demand);
  return lacked === undefined || may(options, "raiseApiVersion")
    ? undefined
    : asked(work, {
        kind: "apiVersionTooOld",
        apiVersion: apiVersion === undefined ? undefined : { text: apiVersion, profile: undefined },
        lowest: lowestVersion(kind, lacked),
        offered: RAISED,
      });
}

/** The shape to write a list in, or what has to be asked first. @param raises whether the version is raised with the change */
export function shapeToWrite(work: Work, raises: boolean): ListShape | AskedQuestion {
  const { block, demand, resource, options, file } = work;
  const chosen = chooseShape(
    block,
    demand,
    {
      shape: shapeOf(resource),
      raises,
      mayConvert: may(options, "convertShape"),
      shapeIfUnknown: options.shapeIfUnknown,
    },
    (text) => file.canonical.key(text),
  );
  if (typeof chosen === "string") {
    return chosen;
  }
  return asked(
    work,
    chosen.kind === "wrongShape"
      ? { kind: chosen.kind, wants: chosen.wants }
      : { kind: chosen.kind, profile: undefined },
  );
}
