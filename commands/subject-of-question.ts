/** What a question is made of besides its subject. Lower case; `US` and `WHO` are names. */
const QUESTION_WORDS = new Set(
  (
    'what whats who whom whose why when where which how is are was were be been being has have had do does did will would can could ' +
    'should the a an of in on at to for with from by and or about any there it its this that these those me tell give show please ' +
    'summarise summarize summary explain happened happening happens happen going latest news update updates know now still yet you your i'
  ).split(' '),
);
const OPENING =
  /^(what|whats|who|why|when|where|which|how|is|are|was|were|has|have|did|does|do|will|can|could|tell|give|show|summari[sz]e|explain|any)\b/i;

/**
 * The words of a question that stories can be searched by: `What happened with the grain deal?` asks for
 * `grain deal`. What is no question, or nothing but question words, stays as it is. English. Pure.
 */
export function subjectOfQuestion(text: string): string {
  const asked = text.trim();
  if (!asked.endsWith('?') && !OPENING.test(asked)) return asked;
  const words = asked
    .replaceAll(/['’]s\b/g, '')
    .replaceAll(/[?!.,;:]+(?=\s|$)/g, '')
    .split(/\s+/);
  const subject = words.filter(
    (word) => word === word.toUpperCase() || !QUESTION_WORDS.has(word.toLowerCase()),
  );
  return subject.length > 0 ? subject.join(' ') : asked;
}
