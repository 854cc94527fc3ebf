/** What a text that lists tags says, or what is wrong with it. */
export type TagReading =
  | { readonly kind: "tags"; readonly tags: Readonly<Record<string, string>> }
  | {
      readonly kind: "invalid";
      readonly reason: "noName" | "noEquals" | "badName" | "nameTooLong" | "valueTooLong" | "twice" | "tooMany";
      /** The part at fault. */
      readonly part: string;
    };

type TagFault = Extract<TagReading, { kind: "invalid" }>["reason"];

/** Microsoft's limits for tags, lengths in characters ("Use tags to organize your Azure resources"); in none of the OpenAPI files (unverified). */
export const TAG_LIMITS = { count: 50, name: 512, value: 256 } as const;

function faultOf(name: string, value: string): TagFault | undefined {
  if (name === "") {
    return "noName";
  }
  if (/[<>%&\\?/\u0000-\u001f]/.test(name)) {
    return "badName";
  }
  if (name.length > TAG_LIMITS.name) {
    return "nameTooLong";
  }
  return value.length > TAG_LIMITS.value ? "valueTooLong" : undefined;
}

/** Reads `name=value, name=value`. Names compare without regard to case; a value may be empty and may hold an equals sign. */
export function readTags(text: string): TagReading {
  const tags = new Map<string, readonly [string, string]>();
  const parts = text.split(",").map((part) => part.trim());
  for (const part of parts.filter((each) => each !== "")) {
    const [name = "", ...rest] = part.split("=");
    const tag = [name.trim(), rest.join("=").trim()] as const;
    const fault = rest.length === 0 ? "noEquals" : tags.has(tag[0].toLowerCase()) ? "twice" : faultOf(...tag);
    if (fault !== undefined) {
      return { kind: "invalid", reason: fault, part };
    }
    tags.set(tag[0].toLowerCase(), tag);
  }
  return tags.size > TAG_LIMITS.count
    ? { kind: "invalid", reason: "tooMany", part: "" }
    : { kind: "tags", tags: Object.fromEntries(tags.values()) };
}
