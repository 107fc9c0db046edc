import { useId, useState } from "react";
import { dayAndTime, localDateTime } from "#sandbox/page/client/dates.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** The sandbox's clock: it stands still until it is moved, which runs the app's schedules on the way. */
export function TimePane() {
  const { state, tell } = usePage();
  const zone = state.me.timeZone;
  const [moving, setMoving] = useState(false);
  const [to, setTo] = useState("");
  const id = useId();
  const move = async (request: unknown) => {
    setMoving(true);
    await tell("/clock", request);
    setMoving(false);
  };
  return (
    <div className="pane-body">
      <p className="now">
        It is <strong>{dayAndTime(state.now, zone)}</strong> <small>({zone})</small>
      </p>
      <div className="row">
        <button type="button" disabled={moving} onClick={() => void move({ move: "hour" })}>
          +1 hour
        </button>
        <button type="button" disabled={moving} onClick={() => void move({ move: "day" })}>
          +1 day
        </button>
        <button type="button" disabled={moving} onClick={() => void move({ move: "digest" })}>
          To the next digest
        </button>
      </div>
      <form
        className="row"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== "") void move({ move: "to", at: to, timeZone: zone });
        }}
      >
        <label htmlFor={id}>To a date</label>
        <input
          id={id}
          type="datetime-local"
          value={to}
          min={localDateTime(state.now, zone)}
          onChange={({ target }) => setTo(target.value)}
        />
        <button type="submit" disabled={moving || to === ""}>
          Move
        </button>
      </form>
      <p role="status">{moving ? "The clock is moving." : ""}</p>
      <h3>What is due next</h3>
      {state.due.length === 0 && <p className="nothing">Nothing. A bet or a team brings it.</p>}
      <ol className="due">
        {state.due.map(({ at, channel, text }) => (
          <li key={`${at}${channel}${text}`}>
            <time dateTime={at}>{dayAndTime(at, zone)}</time> {text}
          </li>
        ))}
      </ol>
      <StartOver />
    </div>
  );
}

function StartOver() {
  const { tell } = usePage();
  const [choice, setChoice] = useState<"opening" | "story" | "empty">();
  const startOver = (to: NonNullable<typeof choice>) => {
    setChoice(undefined);
    void tell("/reset", { to });
  };
  return (
    <section>
      <h3>Start over</h3>
      {choice ? (
        <div className="row">
          <p>Everything in this workspace goes.</p>
          <button type="button" className="primary" onClick={() => startOver(choice)}>
            Start over
          </button>
          <button type="button" onClick={() => setChoice(undefined)}>
            Keep it
          </button>
        </div>
      ) : (
        <div className="row">
          <button type="button" onClick={() => setChoice("opening")}>
            With one open bet
          </button>
          <button type="button" onClick={() => setChoice("story")}>
            With the story
          </button>
          <button type="button" onClick={() => setChoice("empty")}>
            Empty
          </button>
        </div>
      )}
    </section>
  );
}
