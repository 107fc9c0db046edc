import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { z } from "zod";
import type { Sandbox } from "#sandbox/sandbox.ts";
import type { Person } from "#sandbox/slack/state/state.ts";
import { bundle } from "./bundle.ts";
import { targetInstant } from "./clock.ts";
import { eventStream } from "./events.ts";
import { clockRequest, gestureRequest, resetRequest } from "./gesture-shapes.ts";
import { performGesture } from "./gestures.ts";
import { answerJson, answerText, isSameOrigin, readJson } from "./http.ts";
import { manifestFeatures } from "./manifest-features.ts";
import type { PageAnswer } from "./page-state.ts";
import { stateReader } from "./read-state.ts";
import { shell } from "./shell.ts";
import type { World } from "./world.ts";

export type PageServer = { readonly url: string; readonly close: () => Promise<void> };

/** Shown while the story is played. */
export const STORY_WORDS = "Two quarters are being lived.";

type PageConfig = {
  readonly people: readonly Person[];
  /** The channels to whose next digest the clock can move. */
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  /** Played by a reset to it. */
  readonly opening: (sandbox: Sandbox) => Promise<void>;
  readonly story: (sandbox: Sandbox) => Promise<void>;
  readonly port: number;
};

/** Serves the workspace's page, on localhost only. */
export async function servePage(world: World, config: PageConfig): Promise<PageServer> {
  const { script, style } = await bundle();
  const features = manifestFeatures();
  const stateFor = stateReader(world, config.people, features);
  const events = eventStream(world);
  const person = (id: string | null) => config.people.find((known) => known.id === id);

  const posts: Readonly<Record<string, (body: unknown) => Promise<PageAnswer>>> = {
    "/gestures": validated(gestureRequest, async ({ as, gesture }) => {
      if (!person(as)) return refused("Nobody here has this id.");
      if (gesture.kind === "dismiss") world.dismiss(as, gesture.message.ts);
      return world.gesture((sandbox) => performGesture(sandbox, as, gesture, features.commands));
    }),
    "/clock": validated(clockRequest, async (request) => {
      const instant = await targetInstant(world.sandbox(), config.channels, request);
      if (!instant.ok) return refused(instant.error);
      await world.runExclusively("The clock is moving.", ({ pass }) => pass(instant.value));
      return { ok: true };
    }),
    "/faults": validated(z.record(z.string(), z.unknown()), async (faults) => {
      world.sandbox().slack.setFaults(faults);
      return { ok: true };
    }),
    "/reset": validated(resetRequest, async ({ to }) => {
      if (to === "story") await world.restart(STORY_WORDS, config.story);
      else
        await world.restart(
          "Everything is being put away.",
          to === "opening" ? config.opening : async () => {},
        );
      return { ok: true };
    }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (request.method === "POST") {
      const post = posts[pathname];
      const body = await readJson(request);
      if (!post) return answerJson(response, 404, refused("There is no such page."));
      if (!body.ok) return answerJson(response, 400, refused(body.error));
      const done = await post(body.value).catch((error: unknown) => error);
      if (done instanceof z.ZodError) return answerJson(response, 400, refused(z.prettifyError(done)));
      // What the sandbox refuses is an answer for the person, not a server error.
      if (done instanceof Error) return answerJson(response, 200, refused(done.message));
      return answerJson(response, 200, done);
    }
    if (request.method !== "GET")
      return answerJson(response, 405, refused("Only GET and POST are answered."));
    switch (pathname) {
      case "/":
        return answerText(response, 200, "text/html", shell);
      case "/page.js":
        return answerText(response, 200, "text/javascript", script);
      case "/page.css":
        return answerText(response, 200, "text/css", style);
      case "/events":
        return events.join(response);
      case "/state": {
        const me = person(searchParams.get("as")) ?? config.people[0];
        if (!me) return answerJson(response, 400, refused("Nobody is in the sandbox."));
        return answerJson(response, 200, await stateFor(me));
      }
      default:
        return answerJson(response, 404, refused("There is no such page."));
    }
  }

  const server = createServer((request, response) => {
    if (!isSameOrigin(request, port)) {
      return answerJson(response, 403, refused("The sandbox answers its own page only."));
    }
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) answerJson(response, 500, refused(String(error)));
      response.end();
    });
  });
  const port = await listen(server, config.port);

  return {
    url: `http://localhost:${port}`,
    async close() {
      events.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const refused = (words: string): PageAnswer => ({ ok: false, message: words });

const validated =
  <Shape extends z.ZodType>(shape: Shape, run: (body: z.infer<Shape>) => Promise<PageAnswer>) =>
  async (body: unknown): Promise<PageAnswer> =>
    run(shape.parse(body));

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
