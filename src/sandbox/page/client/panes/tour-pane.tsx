/** What somebody who has just opened the sandbox can try, in an order that tells a bet's life. */
export function TourPane() {
  return (
    <div className="pane-body">
      <p>You can act as anybody in the list of people. Nothing here leaves your machine.</p>
      <ol className="tour">
        <li>
          <strong>Vote.</strong> In #growth, tap how likely bet #1 is to hit. Vote again as somebody else:
          nobody sees a vote before the poll closes.
        </li>
        <li>
          <strong>Measure.</strong> Type <code>/bet reading 1 34.5</code>, or press <em>Take a reading</em>.
        </li>
        <li>
          <strong>Move the clock.</strong> Click the time at the top and go to 30 October, 10:00: the channel
          asks for the final reading. Enter it, and confirm it as somebody else.
        </li>
        <li>
          <strong>Look back.</strong> Open the thread: react to the themes, add a learning, close the retro.
          Then go to the next digest.
        </li>
        <li>
          <strong>See half a year.</strong> Under the clock, start over with the story: three teams, two
          quarters, recaps and goals.
        </li>
      </ol>
    </div>
  );
}
