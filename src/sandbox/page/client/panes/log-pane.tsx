import { useState } from "react";
import { dayAndTime } from "#sandbox/page/client/dates.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

/** What Slack and the app said to each other, the latest first. */
export function LogPane() {
  const { state } = usePage();
  const [remarked, setRemarked] = useState(false);
  const shown = state.log.filter(({ remarks }) => !remarked || remarks.length > 0).toReversed();
  return (
    <div className="pane-body">
      <label className="row">
        <input type="checkbox" checked={remarked} onChange={({ target }) => setRemarked(target.checked)} />
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
