import { subjectOfQuestion } from './subject-of-question.ts';
import { type Command, SHARE_OPTION, textOf } from './command.ts';

const LINK = /https?:\/\/\S+/i;

export const summary: Command = {
  definition: {
    name: 'summary',
    description: 'Three bullets for a link, a story or a topic',
    access: 'reader',
    options: [
      {
        name: 'of',
        description: 'A link, or words of a story',
        type: 'text',
        isRequired: true,
        takesRest: true,
        suggests: { kinds: ['story'] },
      },
      {
        name: 'evidence',
        description: 'Show the sentence that each bullet rests on',
        type: 'boolean',
        isRequired: false,
      },
      SHARE_OPTION,
    ],
    examples: [
      '/summary https://example.org/article',
      '/summary grain deal',
      '/summary https://example.org/article evidence:true',
    ],
  },
  run: ({ options, address, progress }, services) => {
    const words = textOf(options, 'of') ?? '';
    const hasEvidence = options.evidence === true;
    const url = LINK.exec(words)?.[0];
    return url
      ? services.summariseLink({ url, hasEvidence, progress })
      : services.summariseWords({ address, words: subjectOfQuestion(words), hasEvidence });
  },
};
