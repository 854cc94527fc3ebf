/** What stands around a pick: the title and step number of its flow. Undefined where there is none. */
export interface PickFrame {
  readonly title: string | undefined;
  readonly steps: { readonly current: number; readonly total: number } | undefined;
  readonly canGoBack: boolean;
}
