import fc from "fast-check";

/** Characters that one of the shells, or a program behind it, takes for something else. */
const NASTY = Array.from(
  "'\"`$\\%^&|<>()!*?[]{}~#;,=@+-:/ \t\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2028\u0085aZ9_.äß漢字🐝",
);

const nastyWords = [
  "%PATH%",
  "$(id)",
  "`id`",
  "$HOME",
  "--%",
  "-x",
  "@file",
  '\\"',
  "\\\\",
  "%%",
  "!!",
  "^",
  "''",
  '""',
  "&calc",
  "[system]",
];

const pieces = fc.oneof(fc.constantFrom(...NASTY), fc.constantFrom(...nastyWords), fc.string({ maxLength: 3 }));

/** Text of one line, made to break a shell. Never empty, no NUL. */
export const hostileLine: fc.Arbitrary<string> = fc
  .array(pieces, { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join("").replace(/[\0\r\n]/g, "_"));

/** As `hostileLine`, with line breaks. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: hostileLine }, { weight: 1, arbitrary: fc.constantFrom("\n", "\r\n", "\r") }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(""));

/** Names as Azure allows them for resource groups: letters and digits of every script, `_`, `-`, `.`, parentheses. */
export const groupName: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...Array.from("abcXYZ019_-.()éßЖ漢")), { minLength: 1, maxLength: 20 })
  .map((letters) => letters.join("").replace(/\.$/, "x"));
