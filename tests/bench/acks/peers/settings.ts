/** A peer's settings, read from the environment as Ourcome's are. */
export function peerSettings() {
  const { PORT = "", SLACK_SIGNING_SECRET = "", SLACK_API_URL = "", PEER_DATABASE = "" } = process.env;
  return {
    port: Number(PORT),
    signingSecret: SLACK_SIGNING_SECRET,
    apiUrl: SLACK_API_URL,
    database: PEER_DATABASE,
  };
}
