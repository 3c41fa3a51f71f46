import { describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import { parseCommand } from '../../commands/parse-command.ts';

const definitions = ALL_COMMANDS.map((command) => command.definition);
const parse = (text: string) => {
  const { definition, options } = parseCommand(text, definitions);
  return [definition.name, options];
};

describe('parseCommand', () => {
  it.each([
    ['digest', ['digest', {}]],
    ['/digest ukraine', ['digest', { about: 'ukraine' }]],
    ['digest grain deal since:2d', ['digest', { about: 'grain deal', since: '2d' }]],
    ['DIGEST about:"south sudan" share:true', ['digest', { about: 'south sudan', share: true }]],
    ['digest “south sudan”', ['digest', { about: 'south sudan' }]],
    [
      'summary https://example.org/a?b=c:d evidence:yes',
      ['summary', { of: 'https://example.org/a?b=c:d', evidence: true }],
    ],
    ['summary "share:true"', ['summary', { of: 'share:true' }]],
    ['feeds list', ['feeds', { action: 'list' }]],
    ['/feeds ADD https://a.example/x?y=z', ['feeds', { action: 'add', address: 'https://a.example/x?y=z' }]],
    ['feeds remove "list"', ['feeds', { action: 'remove', address: 'list' }]],
    [
      'feeds remove Harbour Post share:true',
      ['feeds', { action: 'remove', address: 'Harbour Post', share: true }],
    ],
    ['feeds address:a.example action:test', ['feeds', { action: 'test', address: 'a.example' }]],
    ['feeds action:health harbour', ['feeds', { action: 'health', address: 'harbour' }]],
    ['', ['help', {}]],
  ])('reads "%s"', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it.each([
    ['digset', /Did you mean \/digest\?/],
    ['frobnicate', /There are: \/digest, \/summary/],
    ['digest sinc:2d', /did you mean "since"\? Usage: \/digest/],
    ['digest share:maybe', /takes true or false/],
    ['summary', /needs a link, or words of a story\. Usage: \/summary <of>/],
    ['feeds', /needs what to do\. Usage: \/feeds <list \| health \| test/],
    ['feeds ad https://a.example', /"action" takes one of list, .*did you mean add\?.*, not "ad"/],
    ['feeds https://a.example', /"action" takes one of list, .*not "https:\/\/a\.example"/],
    ['feeds action:drop x', /"action" takes one of/],
    ['status now', /does not take "now"/],
  ])('refuses "%s" with the way out', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});

describe('definitions', () => {
  it('keep to the limits of every platform', () => {
    for (const definition of definitions) {
      expect(definition.name).toMatch(/^[a-z]{1,32}$/);
      expect(definition.description.length).toBeLessThanOrEqual(100);
      // Discord wants required options first.
      const required = definition.options.map((option) => option.isRequired);
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
      for (const option of definition.options) expect(option.description.length).toBeLessThanOrEqual(100);
      for (const example of definition.examples)
        expect(() => parseCommand(example, definitions)).not.toThrow();
    }
  });
});
