import type { InteractionRequest } from '../model/command.ts';
import { findLinks } from './find-links.ts';

/**
 * What somebody wants who writes to the bot in words of their own: the summary of the links in it, else of the
 * stories that match the words; help where there are none. Pure.
 */
export function readQuestion(text: string): InteractionRequest {
  const urls = findLinks([text]);
  if (urls.length > 0) return { kind: 'links', urls };
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words
    ? { kind: 'command', name: 'summary', options: { of: words } }
    : { kind: 'command', name: 'help', options: {} };
}
