/** Stands in for the experiment client that azext-utils can use: there are no experiments. */
export const TargetPopulation = { Team: "team", Internal: "internal", Insiders: "insider", Public: "public" };

export function getExperimentationServiceAsync() {
  return Promise.reject(new Error("There are no experiments."));
}
