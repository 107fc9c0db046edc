export type DisputeRow = { workspace: string; bet: string; round: number; reason: string; added_at: string };
