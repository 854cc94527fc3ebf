import { describe, expect, test } from "vitest";
import { largeTemplate } from "../unit/documents/arm/largeTemplate";
import { useWorkbench } from "./harness/useWorkbench";
import "./harness/provided";
import { crlf, expectOnDisk, lensTexts, takeActionAt } from "./support/templateFiles";

/** The type of the last machine's identity, some 36,000 lines down. */
const TYPE = '"type": "SystemAssigned"';

describe("a template of 2 MB and 38,000 lines", () => {
  const name = "large.json";
  const text = crlf(largeTemplate());
  const at = text.lastIndexOf(TYPE);
  const line = text.slice(0, at).split("\n").length;
  const column = at - text.lastIndexOf("\n", at) + TYPE.length;
  const session = useWorkbench({ files: { [name]: text } });

  test("has its lenses, is typed into, changed by a code action and undone, and nothing else is touched", async () => {
    const { workbench } = session();
    const { editor, panel, screen } = workbench;
    const says = (words: string) => async () => (await lensTexts(workbench)).includes(words);
    await editor.open(name);
    await editor.goTo(line, column - 1);
    await screen.untilTrue("the lens of the last machine", says("Identity: system-assigned"));

    await editor.type("X");
    await panel.showProblems();
    const problem = await panel.waitForProblem(/^"SystemAssignedX" isn't an identity type/);
    expect(problem).toMatchObject({ severity: "error", line });
    await editor.undo();
    await screen.untilTrue("no problem", async () => (await panel.problems()).length === 0);
    await editor.save();
    await expectOnDisk(session(), name, text);

    await takeActionAt(workbench, line, "Disable the system-assigned identity");
    await editor.waitForText("the change", (visible) => visible.includes('"None"'));
    await screen.untilTrue("the words of the changed lens", says("No identity"));
    await editor.save();
    const changed = `${text.slice(0, at)}"type": "None"${text.slice(at + TYPE.length)}`;
    await expectOnDisk(session(), name, changed);

    await editor.undo();
    await screen.untilTrue("the words of the lens before", says("Identity: system-assigned"));
    await editor.save();
    await expectOnDisk(session(), name, text);
  });
});
