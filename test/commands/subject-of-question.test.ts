import { describe, expect, it } from 'vitest';
import { subjectOfQuestion } from '../../commands/subject-of-question.ts';

describe('subjectOfQuestion', () => {
  it.each([
    ['What happened with the grain deal?', 'grain deal'],
    ["what's the latest news on Iran sanctions", 'Iran sanctions'],
    ['Did the US and the WHO agree?', 'US WHO agree'],
    ['tell me about North Korea’s summit.', 'North Korea summit'],
    ['Ukraine, Russia?', 'Ukraine Russia'],
    ['is it?', 'is it?'],
    ['grain deal', 'grain deal'],
    ['the Netherlands', 'the Netherlands'],
    ['', ''],
  ])('%j asks for %j', (asked, subject) => {
    expect(subjectOfQuestion(asked)).toBe(subject);
  });
});
