import { state } from "../parityEstate";
import { type Article, ARTICLES, type ParityRow } from "./row";
import { assign, disable, enable, remove, scaleSet } from "./words";

const NOT_IN_PORTAL = "The article says that the portal cannot do this while it creates a scale set.";

interface PortalTexts {
  readonly createSystemAssigned: string;
  readonly enable: string;
  readonly disable: string;
  readonly createUserAssigned: string;
  readonly assign: string;
  readonly remove: string;
}

/** The same operations stand in both articles, in other words. */
function portalRows(article: Article, texts: PortalTexts): ParityRow[] {
  const row = { article, language: "Portal", resource: scaleSet } as const;
  return [
    {
      ...row,
      operation: "Create with the system-assigned identity",
      text: texts.createSystemAssigned,
      command: "createScaleSet",
      check: { kind: "onlyHere", wanted: state(true) },
      note: NOT_IN_PORTAL,
    },
    {
      ...row,
      operation: "Enable the system-assigned identity",
      text: texts.enable,
      command: "enableSystemAssigned",
      check: { kind: "sameState", before: state(false), change: enable, way: { kind: "words", after: state(true) } },
    },
    {
      ...row,
      operation: "Disable the system-assigned identity",
      text: texts.disable,
      command: "disableSystemAssigned",
      check: { kind: "sameState", before: state(true), change: disable, way: { kind: "words", after: state(false) } },
    },
    {
      ...row,
      operation: "Create with a user-assigned identity",
      text: texts.createUserAssigned,
      command: "createScaleSet",
      check: { kind: "onlyHere", wanted: state(false, "ID1") },
      note: NOT_IN_PORTAL,
    },
    {
      ...row,
      operation: "Assign a user-assigned identity",
      text: texts.assign,
      command: "assignUserAssigned",
      check: {
        kind: "sameState",
        before: state(false, "ID2"),
        change: assign("ID1"),
        way: { kind: "words", after: state(false, "ID1", "ID2") },
      },
    },
    {
      ...row,
      operation: "Remove a user-assigned identity",
      text: texts.remove,
      command: "removeUserAssigned",
      check: {
        kind: "sameState",
        before: state(false, "ID1", "ID2"),
        change: remove("ID1"),
        way: { kind: "words", after: state(false, "ID2") },
      },
    },
  ];
}

export const portal: readonly ParityRow[] = [
  ...portalRows(ARTICLES.portalScaleSet, {
    createSystemAssigned: "does not support enabling system-assigned managed identity during the creation",
    enable: "Under System assigned, Status, select On",
    disable: "Under System assigned, Status, select Off",
    createUserAssigned: "does not support assigning a user-assigned managed identity during the creation",
    assign: "click Identity, User assigned and then +Add",
    remove: "and then click Remove",
  }),
  ...portalRows(ARTICLES.allScaleSet, {
    createSystemAssigned: "does not support enabling system-assigned managed identity during the creation",
    enable: "UnderSystem assigned,Status, selectOn",
    disable: "UnderSystem assigned,Status, selectOff",
    createUserAssigned: "does not support assigning a user-assigned managed identity during the creation",
    assign: "clickSecurity>Identity,User assignedand then+Add",
    remove: "you want to delete and then clickRemove",
  }),
];
