/** A log line has facts and a message. Neither may contain text that a person wrote, a token or a user id. */
export type Log = {
  readonly info: (facts: object, words: string) => void;
  readonly warn: (facts: object, words: string) => void;
  readonly error: (facts: object, words: string) => void;
};
