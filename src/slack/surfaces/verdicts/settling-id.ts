/** One settling of a bet, as the subject of a delivery and the value of a button: "<bet>/<round>". */
export const settlementId = (bet: string, round: number): string => `${bet}/${round}`;

export function parseSettlementId(id: string): { bet: string; round: number } {
  const [bet = "", round = "0"] = id.split("/");
  return { bet, round: Number(round) };
}
