/** Where answers are kept beyond this process. */
export type AnswerShelf = {
  findAnswer(key: string): Promise<unknown>;
  keepAnswer(key: string, answer: { model: string; answer: object }, now: number): Promise<void>;
  noteHit(model: string, now: number): Promise<void>;
};
