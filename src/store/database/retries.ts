import pRetry from "p-retry";

/**
 * PostgreSQL's errors for transactions that collided: serialisation failure, deadlock, and a row that another replica
 * added first (https://www.postgresql.org/docs/current/errcodes-appendix.html). Run again, the transaction sees the
 * other's work, so a form that two replicas were given at once is found to be placed.
 */
const COLLISIONS = new Set(["40001", "40P01", "23505"]);

const isCollision = (fault: Error): boolean =>
  "code" in fault && typeof fault.code === "string" && COLLISIONS.has(fault.code);

/** Runs a transaction, and again from its start if it collided with another one. */
export const withRetries = <Value>(transaction: () => Promise<Value>): Promise<Value> =>
  pRetry(transaction, {
    retries: 4,
    minTimeout: 10,
    factor: 3,
    randomize: true,
    shouldRetry: ({ error }) => isCollision(error),
  });
