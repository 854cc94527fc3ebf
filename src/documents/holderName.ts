/** Words at the beginning of a name that say no more than that it is an identity. */
const PREFIX = /^(?:id|uai|uami|umi|mi|msi|identity)$/i;

/**
 * A name for the parameter or variable that holds the id of an identity: `id-web-api` becomes `webApiIdentityId`. Names of this
 * form are recognised again by the languages.
 */
export function holderName(identityName: string): string {
  const words = identityName.split(/[^a-z\d]+/i).filter((word) => word !== "");
  const telling = words.length > 1 && PREFIX.test(words[0] ?? "") ? words.slice(1) : words;
  const joined = telling.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const base = joined.replace(/identity(?:id)?$/i, "");
  return /^[a-z]/i.test(base) ? `${base.charAt(0).toLowerCase()}${base.slice(1)}IdentityId` : `identity${base}Id`;
}
