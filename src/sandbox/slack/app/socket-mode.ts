import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { takeFault } from "#sandbox/slack/state/fault-injection.ts";
import type { AppAnswer } from "#sandbox/slack/state/app-request.ts";
import { jsonObject } from "#sandbox/slack/state/shapes.ts";
import type { SocketMode } from "#sandbox/slack/state/socket-connections.ts";
import type { SandboxState } from "#sandbox/slack/state/state.ts";

const PING_MS = 10_000;

const acknowledgement = z.looseObject({ envelope_id: z.string(), payload: jsonObject.default({}) });

const undelivered = (detail: string): AppAnswer => ({ acked: false, status: 0, late: false, detail });

export function socketMode(state: SandboxState, server: Server): SocketMode {
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  const pendingAcks = new Map<string, (answer: AppAnswer) => void>();
  const upgrades = new WebSocketServer({ noServer: true });

  server.on("upgrade", (request, stream, head) => {
    const ticket = new URL(request.url ?? "/", state.baseUrl).pathname.replace(/^\/socket\//u, "");
    if (takeFault(state, "socketRefused")) stream.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    else if (tickets.delete(ticket)) upgrades.handleUpgrade(request, stream, head, welcome);
    else stream.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
  });

  function welcome(socket: WebSocket): void {
    sockets.add(socket);
    socket.addEventListener("message", ({ data }) => receiveAck(data));
    // An error is always followed by "close", which is handled below.
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      state.changed();
    });
    send(socket, {
      type: "hello",
      num_connections: sockets.size,
      debug_info: { host: "sandbox", approximate_connection_time: 18_060 },
      connection_info: { app_id: state.app.id },
    });
    state.changed();
  }

  function receiveAck(data: unknown): void {
    const ack = acknowledgement.safeParse(jsonOf(data));
    if (ack.success) settle(ack.data.envelope_id, { acked: true, status: 200, payload: ack.data.payload });
    else state.problems.push({ kind: "failed", where: "socket", detail: "the app sent what is no ack" });
  }

  function settle(envelope: string, answer: AppAnswer): void {
    pendingAcks.get(envelope)?.(answer);
    pendingAcks.delete(envelope);
  }

  const cut = () => {
    for (const socket of sockets) socket.terminate();
  };

  const pingTimer = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, PING_MS).unref();

  return {
    open() {
      const ticket = randomBytes(12).toString("hex");
      tickets.add(ticket);
      return `${state.baseUrl.replace(/^http/u, "ws")}/socket/${ticket}`;
    },

    async deliver({ kind, payload }, deadline) {
      if (takeFault(state, "socketDropped")) {
        cut();
        return undelivered("the socket was dropped: this fault is on");
      }
      // Slack may pick any of the app's connections; the sandbox takes the newest.
      const socket = [...sockets].at(-1);
      if (!socket) return undelivered("the app has no socket open");
      const envelope = state.newId("envelope-");
      const takesPayload = kind !== "events_api";
      const answered = new Promise<AppAnswer>((resolve) => {
        const late: AppAnswer = { acked: false, status: 0, late: true, detail: "" };
        const timer = setTimeout(() => settle(envelope, late), deadline);
        const closed = () => settle(envelope, undelivered("the socket was closed before the ack"));
        socket.once("close", closed);
        pendingAcks.set(envelope, (answer) => {
          clearTimeout(timer);
          socket.off("close", closed);
          resolve(answer);
        });
      });
      send(socket, { envelope_id: envelope, type: kind, payload, accepts_response_payload: takesPayload });
      const answer = await answered;
      return answer.acked && !takesPayload ? { ...answer, payload: {} } : answer;
    },

    connections: () => sockets.size,

    refresh() {
      const debug = { host: "sandbox" };
      for (const socket of sockets)
        send(socket, { type: "disconnect", reason: "refresh_requested", debug_info: debug });
    },

    cut,

    sendFrame(text) {
      for (const socket of sockets) socket.send(text);
    },

    close() {
      clearInterval(pingTimer);
      cut();
      upgrades.close();
    },
  };
}

const send = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));

function jsonOf(data: unknown): unknown {
  try {
    return typeof data === "string" ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
