/**
 * A row that one instance works on. The outcome is stored only if the row still carries `token`.
 * A claim is free again when its instance is dead (no beat for the lease's length).
 */
export type Claimed<Row> = { row: Row; token: string };

export type ClaimRequest = { instanceId: string; now: number; limit: number };
