import { lowestVersion } from "../../plan/identityVersions";
import { chooseShape, lackedClass } from "../../plan/shapeToWrite";
import { blockShape, raisedApiVersion } from "../plan/blockShape";
import type { ListShape } from "../../planQuestion";
import type { Question } from "./changeOutcome";
import { may, type Work } from "./work";

/** The question that an API version raises which cannot hold what the change adds. */
export function versionInTheWay(work: Work): Question | undefined {
  const { resource, demand } = work;
  const lacked = lackedClass(blockShape(resource), demand);
  if (lacked === undefined || may(work, "raiseApiVersion")) {
    return undefined;
  }
  return {
    kind: "apiVersionTooOld",
    apiVersion: resource.apiVersion,
    lowest: lowestVersion(resource.kind, lacked),
    offered: raisedApiVersion(resource),
  };
}

/** The shape to write a list in, or what has to be asked first. @param raises whether the version is raised with the change */
export function shapeToWrite(work: Work, raises: boolean): ListShape | Question {
  const { block, demand, resource, options, template } = work;
  const chosen = chooseShape(
    block,
    demand,
    {
      shape: blockShape(resource),
      raises,
      mayConvert: may(work, "convertShape"),
      shapeIfUnknown: options.shapeIfUnknown,
    },
    (text) => template.canonical.key(text, resource.resource.scope),
  );
  return typeof chosen === "string" || chosen.kind === "wrongShape"
    ? chosen
    : { ...chosen, apiVersion: resource.apiVersion };
}
