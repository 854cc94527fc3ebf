import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as safe from "../../../../src/ui/shown/safeText";

/** What VS Code 1.139 takes for a link in notifications and in prompts, and for an icon in labels. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
const ICON = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

/** What must never be passed on as it is: it is not seen, or it changes what is seen around it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function drawsIcon(text: string): boolean {
  return [...text.matchAll(ICON)].some(([, escaped]) => escaped === undefined);
}

/** Texts out of what the places of VS Code read, and out of anything. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom("[", "]", "(", ")", "](", "[a](command:b.c)", '[a](https://b "t")', "$(", "$(add)", "\\$(add)"),
      fc.constantFrom("\\", "$(sync~spin)", "\r", "\n", "\t", "\0", "\u202e", "\u2066", "\u200b", "\u2028", "\ud800"),
      fc.constantFrom("`", "*", "_", "<b>", "&amp;", "https://a.example", "www.a.example", "a@b.example", "# ", "    "),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(""));

const oneLine = [
  safe.forNotification,
  safe.forButton,
  safe.forQuickPick,
  safe.forInput,
  safe.forStatusBar,
  safe.forCodeLens,
  safe.forCompletion,
  safe.forPlainLine,
  safe.forMarkdown,
];

describe("texts that people are shown", () => {
  it.each([safe.forNotification, safe.forDialog, safe.forInput])("%o makes no link of any text", (place) => {
    fc.assert(
      fc.property(hostile, (text) => {
        // A notification draws line breaks as blanks.
        expect(place(text).replaceAll("\n", " ")).not.toMatch(LINK);
      }),
    );
  });

  it.each([safe.forQuickPick, safe.forInput, safe.forStatusBar, safe.forCodeLens, safe.forCompletion, safe.forButton])(
    "%o draws no icon out of any text",
    (place) => {
      fc.assert(
        fc.property(hostile, (text) => {
          expect(drawsIcon(place(text))).toBe(false);
        }),
      );
    },
  );

  it.each([safe.forCompletion, safe.forButton])("%o draws no icon out of any part of a text", (place) => {
    fc.assert(
      fc.property(hostile, fc.nat(), (text, start) => {
        const shown = place(text);
        expect(drawsIcon(shown.slice(start % (shown.length + 1)))).toBe(false);
      }),
    );
  });

  it.each(oneLine)("%o gives one line in which nothing is unseen", (place) => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(place(text)).not.toMatch(UNSEEN);
      }),
    );
  });

  it.each([safe.forDialog, safe.forPlainText, safe.forLog])(
    "%o keeps line breaks, and nothing else unseen",
    (place) => {
      expect(place("one\r\ntwo\u202e\nthree").split(/\n */)).toEqual(["one", "two\\u202e", "three"]);
      fc.assert(
        fc.property(hostile, (text) => {
          expect(place(text).replaceAll("\n", "")).not.toMatch(UNSEEN);
        }),
      );
    },
  );

  it("stay as they are where they are harmless", () => {
    const name = "vm-1 (old) [prod] $5 c:\\d é 日本 🙂";
    for (const place of [...oneLine.filter((each) => each !== safe.forMarkdown), safe.forDialog, safe.forLog]) {
      expect(place(name)).toBe(name);
    }
  });

  it("read as what they are", () => {
    expect(safe.forNotification("[Fix it](command:a.b)")).toBe("[Fix it] (command:a.b)");
    expect(safe.forQuickPick("$(add) x")).toBe("\\$(add) x");
    expect(safe.forCompletion("$(add) $(not an icon)")).toBe("$ (add) $(not an icon)");
    expect(safe.forQuickPick("$(not an icon)")).toBe("$(not an icon)");
    expect(safe.forPlainLine("a\u202eb\u200bc\0d\u{e0041}")).toBe("a\\u202eb\\u200bc\\u0000d\\u{e0041}");
    expect(safe.forPlainLine("two\r\nlines\tand a tab")).toBe("two lines and a tab");
  });

  it("escape every sign that Markdown knows", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(
          safe
            .forMarkdown(text)
            .replaceAll("&nbsp;", "")
            .replaceAll(/\\[!-/:-@[-`{-~]/g, ""),
        ).not.toMatch(/[!-/:-@[-`{-~]/);
      }),
    );
    expect(safe.forMarkdown("[a](b)")).toBe("\\[a\\]\\(b\\)");
  });

  it("cannot look like an entry of the log", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [, ...more] = safe.forLog(text).split("\n");
        expect(more.every((line) => line.startsWith("    "))).toBe(true);
      }),
    );
  });
});
