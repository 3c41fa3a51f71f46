import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../../src/summaries/shorten/clean-line.ts';

describe('a clean line', () => {
  it.each([
    ['**Bold** and _soft_ `code`', 'Bold and soft code'],
    ['See [this](https://evil.example/a) now', 'See this now'],
    ['A https://evil.example/x B', 'A B'],
    ['@everyone look, <@123> and <!channel> too', 'everyone look, and too'],
    ['a\u200Bb\u202Ec\u0007d\nnext', 'abcd next'],
    ['# Heading > quote', 'Heading > quote'],
    ['<script>x</script> and <b>y</b>', 'x and y'],
    ['Tom & Ada paid $5 (5%) – "all"', 'Tom & Ada paid $5 (5%) – "all"'],
    ['می‌خواهم', 'می‌خواهم'],
  ])('%j', (text, clean) => {
    expect(cleanLine(text)).toBe(clean);
  });
});
