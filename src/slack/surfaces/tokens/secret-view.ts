import type { ModalView } from "@slack/types";
import type { Team } from "#domain/teams/team.ts";
import { bold, message, paragraph, preformatted } from "#slack/kit/blocks.ts";
import { notice } from "#slack/kit/form.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { ServerAddress } from "#slack/surfaces/deps.ts";
import type { MadeToken } from "#usecases/tokens/make-token.ts";
import { scopeWords } from "./token-words.ts";

const CALENDAR_TITLE = "Reviews in a calendar";

/** The only view that ever shows a token's secret. Views are seen by one person, and Slack keeps no history of them. */
export const secretView = (
  { token, secret }: MadeToken,
  team: Pick<Team, "name">,
  server: ServerAddress,
): ModalView =>
  messageModal(
    "The new token",
    message(
      paragraph(
        [bold("Copy this token now: it is not shown again.")],
        [
          `${isolateRightToLeft(token.name)}: ${scopeWords(token)}, for ${token.team === undefined ? "every team of this workspace" : isolateRightToLeft(team.name)}.`,
        ],
      ),
      preformatted(secret),
      paragraph([
        server.url === undefined
          ? "To try it, on the machine that runs Ourcome:"
          : "To try it, in a terminal:",
      ]),
      preformatted(
        `curl -H "Authorization: Bearer ${secret}" ${server.url ?? `http://localhost:${server.port}`}/api/v1/teams`,
      ),
      paragraph([
        "Keep it where programs keep their passwords, not in code or in a channel. If it gets out, /outcomes tokens revokes it.",
      ]),
    ),
  );

/** The only view that ever shows a calendar's address. */
export const calendarView = ({ secret }: Pick<MadeToken, "secret">, url: string): ModalView => {
  const address = `${url}/calendar/${secret}.ics`;
  return messageModal(
    CALENDAR_TITLE,
    message(
      paragraph(
        [bold("Subscribe to this address in your calendar: it is not shown again.")],
        [
          "One address is enough for all of us. It has the review dates of our open bets and stays up to date.",
        ],
      ),
      preformatted(address),
      paragraph(["To open it in a calendar program right away:"]),
      preformatted(address.replace(/^https?:/, "webcal:")),
      paragraph([
        "Whoever has the address sees those dates and the titles of our bets. If it gets out, /outcomes tokens revokes it.",
      ]),
    ),
  );
};

/** Without a public address no calendar program could reach the server. */
export const noAddressView: ModalView = notice(
  CALENDAR_TITLE,
  "A calendar program has to reach Ourcome's server, and Ourcome does not know the server's public address yet. Nothing was made.",
  "Whoever runs Ourcome can set OURCOME_URL to it, such as https://ourcome.example.com, and start it again.",
);
