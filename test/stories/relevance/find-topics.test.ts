import { describe, expect, it } from 'vitest';
import { topics } from '../../../config/topics.ts';
import { cleanFeedText } from '../../../src/stories/relevance/judge-relevance.ts';
import { findTopics, topicName } from '../../../src/stories/relevance/find-topics.ts';

describe('findTopics', () => {
  it.each([
    ['conflict', 'Rebels and army clash near the border'],
    ['diplomacy', 'Foreign ministers hold summit'],
    ['sanctions', 'EU extends sanctions'],
    ['arms', 'Berlin approves arms deal with Kyiv'],
    ['nuclear', 'Inspectors find enriched uranium'],
    ['elections', 'Opposition wins presidential election'],
    ['power-changes', 'Officers stage coup'],
    ['terrorism', 'Suicide bomber strikes market'],
    ['espionage', 'Two held on suspicion of spying'],
    ['cyber', 'Cyberattack on ministry'],
    ['borders', 'Enclave to be annexed'],
    ['migration', 'Refugees cross the strait'],
    ['energy', 'OPEC agrees output cut'],
    ['trade', 'Beijing answers with tariffs'],
    ['human-rights', 'Dissident tortured, rights group says'],
    ['justice', 'Extradition of war criminal to The Hague'],
    ['humanitarian', 'Famine warning as aid convoy is stopped'],
  ])('finds %s', (id, title) => {
    expect(findTopics(title, '')).toContain(id);
  });

  it('puts the strongest first and leaves out words in passing', () => {
    const found = findTopics(
      'Missile sale agreed',
      'The missiles and drones come with ammunition. A voter shrugged.',
    );
    expect(found[0]).toBe('arms');
    expect(found).not.toContain('elections');
  });

  it('takes whole words only', () => {
    expect(findTopics('Warsaw tankards armymen spyglass couple', '')).toEqual([]);
  });

  it('knows the main topics in other languages', () => {
    expect(findTopics('Новые санкции против банков', '')).toContain('sanctions');
    expect(findTopics('停火谈判破裂，袭击继续', '')).toContain('conflict');
  });

  it('has at least 12 topics with names', () => {
    expect(topics.length).toBeGreaterThanOrEqual(12);
    expect(topicName('power-changes')).toBe('Coups and changes of power');
    expect(topicName('unheard-of')).toBe('unheard-of');
  });
});

describe('cleanFeedText', () => {
  it.each([
    ['Israel #39;s plan', "Israel's plan"],
    ['a  quot;word quot; said', 'a "word" said'],
    ['E amp;P &amp; co', 'E&P & co'],
    ['&#8212;&#x41;', '—A'],
    ['one\\two', 'one two'],
    ['end &lt;b&gt;...&lt;/b&gt;', 'end  ... '],
    ['5 < 6 and plain', '5 < 6 and plain'],
    ['&#16;&#55296;&#99999999;', '  &#99999999;'],
  ])('%s', (dirty, clean) => {
    expect(cleanFeedText(dirty)).toBe(clean);
  });
});
