const parentCheckMs = 500;

/**
 * Settles when this process is asked to stop: by Ctrl-C, by a signal, or by the end of the npm that started it. That npm
 * does not pass a signal on to what it runs, so a process whose parent is another than at the start was left behind.
 */
export function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) {
        clearInterval(watch);
        resolve();
      }
    }, parentCheckMs);
    watch.unref();
  });
}
