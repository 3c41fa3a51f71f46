const VERB_FORM =
  /^(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|says?|said|won|lost|made|took|told|\p{Ll}{2,}ed)$/u;

/** Whether a word is one of the commonest finite verbs or ends like one; a noun such as `need` counts too. */
export function isVerbForm(word: string): boolean {
  return VERB_FORM.test(word.toLowerCase());
}
