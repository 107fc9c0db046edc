import { useState } from "react";
import { dayAndTime } from "#sandbox/page/client/dates.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** The requests between Slack and the app, latest first. */
export function LogPane() {
  const { state } = usePage();
  const [onlyRemarked, setOnlyRemarked] = useState(false);
  const shown = state.log.filter(({ remarks }) => !onlyRemarked || remarks.length > 0).toReversed();
  return (
    <div className="pane-body">
      <label className="row">
        <input
          type="checkbox"
          checked={onlyRemarked}
          onChange={({ target }) => setOnlyRemarked(target.checked)}
        />
        Only what has a remark
      </label>
      {shown.length === 0 && <p className="nothing">Nothing yet.</p>}
      <ol className="log">
        {shown.map(({ id, direction, method, at, ms, status, ok, error, remarks }) => (
          <li key={id} className={remarks.length > 0 ? "remarked" : undefined}>
            <div className="exchange">
              <span className="direction">{direction === "to-app" ? "to Ourcome" : "to Slack"}</span>
              <code>{method}</code>
              <span className="figures">{`${ms} ms`}</span>
              <span className="outcome">{ok ? "ok" : (error ?? `status ${status}`)}</span>
              <time dateTime={at}>{dayAndTime(at, state.me.timeZone)}</time>
            </div>
            {remarks.map((remark) => (
              <p key={remark} className="remark">
                {remark}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}
