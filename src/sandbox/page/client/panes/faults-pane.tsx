import { usePage } from "#sandbox/page/client/page-context.ts";

const FAULTS = [
  { name: "slow", words: "Slow Slack", detail: "Every answer of Slack takes 4 seconds.", on: { ms: 4000 } },
  {
    name: "rateLimited",
    words: "Too many requests",
    detail: "Slack answers every call with 429, to be tried again in 30 seconds.",
    on: { retryAfter: 30 },
  },
  { name: "down", words: "Slack is down", detail: "Nobody is there. Messages stay pending.", on: {} },
  {
    name: "refused",
    words: "Ourcome was taken out",
    detail: "Slack says no to every call: all work stops, until the sandbox is started over.",
    on: { error: "account_inactive" },
  },
  {
    name: "failsAfterCommit",
    words: "500 after the message was created",
    detail: "The message is there, and the app is told that it failed.",
    on: {},
  },
  {
    name: "socketDropped",
    words: "Socket dropped",
    detail: "The connection breaks with the next thing to send. Only with --socket.",
    on: { times: 1 },
  },
  {
    name: "socketRefused",
    words: "Socket refused",
    detail: "No new connection is taken. Only with --socket.",
    on: {},
  },
  { name: "eventsLost", words: "Events lost", detail: "No event reaches the app.", on: {} },
  { name: "eventsDoubled", words: "Events doubled", detail: "Each event comes twice.", on: {} },
] as const;

/** Switches for the faults between Slack and the app. */
export function FaultsPane() {
  const { state, tell } = usePage();
  return (
    <div className="pane-body">
      <p>They hold for everybody, until they are switched off or the sandbox ends.</p>
      <ul className="faults">
        {FAULTS.map(({ name, words, detail, on }) => {
          const active = name in state.faults;
          const { [name]: _, ...others } = state.faults;
          return (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  role="switch"
                  checked={active}
                  onChange={() => void tell("/faults", active ? others : { ...others, [name]: on })}
                />
                {words}
              </label>
              <p>{detail}</p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
