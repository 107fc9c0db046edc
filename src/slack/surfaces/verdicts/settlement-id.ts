/** Identifies a settlement of a bet, in a delivery's subject and a button's value: "<bet>/<round>". */
export const settlementId = (bet: string, round: number): string => `${bet}/${round}`;

export function parseSettlementId(id: string): { bet: string; round: number } {
  const [bet = "", round = "0"] = id.split("/");
  return { bet, round: Number(round) };
}
