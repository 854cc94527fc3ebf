import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createDefaultHttpClient, createPipelineRequest } from "@azure/core-rest-pipeline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Timer } from "../../../../src/azure/endingWithin";
import { abortable, withinDeadline } from "../../../../src/azure/http/deadline";

/** Answers with a head and a part of the body, and then nothing any more. */
let server: Server;
let url = "";
let hasAnswered: Promise<undefined>;
beforeEach(async () => {
  const answered = Promise.withResolvers<undefined>();
  hasAnswered = answered.promise;
  server = createServer((request, response) => {
    if (request.url === "/whole") {
      response.end("{}");
      return;
    }
    response.writeHead(200, { "content-length": "100" });
    response.write("{");
    answered.resolve(undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const request = (path: string, options: { abortSignal?: AbortSignal; timeout?: number } = {}) =>
  createPipelineRequest({ url: url + path, allowInsecureConnection: true, ...options });

/** A timer that is over when the test says so. */
function handTimer() {
  const over = Promise.withResolvers<undefined>();
  const asked: number[] = [];
  const timer: Timer = (milliseconds) => {
    asked.push(milliseconds);
    return over.promise;
  };
  return { over, asked, timer };
}

describe("the deadline of an answer", () => {
  it("ends a body that stalls after its head", async () => {
    const { over, asked, timer } = handTimer();
    const answer = withinDeadline(createDefaultHttpClient(), timer).sendRequest(request("/stalled"));
    const ended = expect(answer).rejects.toMatchObject({ name: "AbortError" });
    await hasAnswered;
    over.resolve(undefined);
    await ended;
    expect(asked).toEqual([120_000]);
  });

  it("is the request's own where it names one", async () => {
    const { asked, timer } = handTimer();
    await withinDeadline(createDefaultHttpClient(), timer).sendRequest(request("/whole", { timeout: 5_000 }));
    expect(asked).toEqual([5_000]);
  });

  it("does not outlive the answer", async () => {
    const signals: AbortSignal[] = [];
    const timer: Timer = (_, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const sent = request("/whole");
    expect((await withinDeadline(createDefaultHttpClient(), timer).sendRequest(sent)).bodyAsText).toBe("{}");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(sent.abortSignal).toBeUndefined();
  });

  it("lets a body that stalls be stopped at once", async () => {
    const stop = new AbortController();
    const { timer } = handTimer();
    const sent = request("/stalled", { abortSignal: stop.signal });
    const answer = withinDeadline(createDefaultHttpClient(), timer).sendRequest(sent);
    const ended = expect(answer).rejects.toMatchObject({ name: "AbortError" });
    await hasAnswered;
    stop.abort();
    await ended;
    expect(sent.abortSignal).toBe(stop.signal);
  });
});

describe("a request that is aborted", () => {
  it("ends at once, whatever it waits for", async () => {
    const stop = new AbortController();
    const answer = abortable.sendRequest(
      request("/stalled", { abortSignal: stop.signal }),
      () => new Promise(() => undefined),
    );
    stop.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  });
});
