import { findMachines, type Machine } from "../locate/machines";
import type { TerraformFile } from "../locate/terraformFile";
import type { TerraformModel } from "../model";
import { opened } from "../plan/knowledgeOf";

/** The places that a machine's identity is spelled out in, outside its own block. */
function declaredPlaces({ identity, block }: Machine, home: TerraformFile): readonly string[] {
  const stated =
    identity.kind === "block" ? identity.block : identity.kind === "expression" ? identity.declared : undefined;
  if (stated === undefined) {
    return [];
  }
  const { type, list, holder, file } = opened(stated);
  const places = [
    ...(type.kind === "known" ? [{ file: type.file, at: type.value.start }] : []),
    ...(list.kind === "list" ? list.parts.map((part) => ({ file: part.file, at: part.node.start })) : []),
    ...(holder.kind === "object" ? [{ file, at: holder.object.start }] : []),
  ];
  const isOwn = (place: { readonly file: typeof file; readonly at: number }) =>
    place.file === home && block !== undefined && block.start <= place.at && place.at < block.end;
  return places.filter((place) => !isOwn(place)).map((place) => `${place.at} ${place.file.path ?? ""}`);
}

/** The other machines of the folder whose identity is spelled out where this one's is. */
export function sharersOf({ configuration, machines }: TerraformModel, number: number): readonly Machine[] {
  const own = machines[number];
  const places = new Set(own === undefined ? [] : declaredPlaces(own, configuration.main));
  if (places.size === 0) {
    return [];
  }
  return configuration.files.flatMap((home) => {
    const all = home === configuration.main ? machines : findMachines({ ...configuration, main: home });
    return all.filter((other) => other !== own && declaredPlaces(other, home).some((place) => places.has(place)));
  });
}
