/** A log line is facts and words: never text that a person wrote, a token, or a user id. */
export type Log = {
  readonly info: (facts: object, words: string) => void;
  readonly warn: (facts: object, words: string) => void;
  readonly error: (facts: object, words: string) => void;
};
