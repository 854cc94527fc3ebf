/** The methods of a gateway that give items one after the other, not a promise: nothing but their names tells them apart before it is loaded. */
export type StreamNames<Gateway> = {
  readonly [
    Name in keyof Gateway as Gateway[Name] extends (...args: never[]) => AsyncIterable<unknown> ? Name : never
  ]: true;
};

/**
 * A gateway that is loaded by its first call, and once; a stream's first call is that for its first item. A load that fails is tried
 * again by the next call. It has methods only: nothing of it can be spread or enumerated.
 */
export function lazyGateway<Gateway extends object>(
  load: () => Promise<Gateway>,
  ...streams: keyof StreamNames<Gateway> extends never ? [] : [StreamNames<Gateway>]
): Gateway {
  const streaming = new Set(streams.flatMap((names: object) => Object.keys(names)));
  let loading: Promise<Gateway> | undefined;
  const loaded = async (): Promise<Gateway> => {
    loading ??= load();
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  const call = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    const gateway = await loaded();
    const method: unknown = Reflect.get(gateway, name);
    if (typeof method !== "function") {
      throw new TypeError(`The gateway has no method ${name}.`);
    }
    return await Reflect.apply(method, gateway, args);
  };
  const methodOf = (name: string) =>
    streaming.has(name)
      ? (...args: readonly unknown[]) => stream(() => call(name, args))
      : (...args: readonly unknown[]) => call(name, args);
  // Whoever awaits the gateway itself asks for `then`; it is no promise.
  const isMethod = (name: string | symbol): name is string => typeof name === "string" && name !== "then";
  // The target holds only what somebody has put in the place of a method, as tests do.
  return new Proxy({} as Gateway, {
    get: (own, name): unknown =>
      Object.hasOwn(own, name) ? Reflect.get(own, name) : isMethod(name) ? methodOf(name) : undefined,
    has: (own, name) => Object.hasOwn(own, name) || isMethod(name),
  });
}

async function* stream(open: () => Promise<unknown>): AsyncGenerator<unknown, void, void> {
  const items = await open();
  if (!isAsyncIterable(items)) {
    throw new TypeError("The gateway gives no stream.");
  }
  yield* items;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
