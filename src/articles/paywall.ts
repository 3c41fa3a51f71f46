import { PAYWALL_STUB_WORDS } from '../../config/feeds-tuning.ts';

/** What pages say where the rest is for subscribers, in the languages of the larger outlets. */
const PROMPT =
  /to (?:continue|keep) reading|continue reading (?:this article )?(?:with|by) (?:a |an |subscrib)|to read (?:the|this) (?:full |whole |rest|entire )?(?:article|story)|subscribe (?:now )?to (?:continue|read|unlock|access)|(?:article|content|story) is (?:only )?(?:for|available to|exclusive(?:ly)? (?:for|to)|reserved for) (?:our )?(?:paying |registered )?(?:subscribers|members|premium)|already a (?:subscriber|member)\?|(?:subscribers?|members?|premium)[- ]only|log in to (?:continue|read)|unlock this article|réservé (?:à nos|aux) abonnés|il vous reste [\d,.]+\s*% de cet article|nur für abonnenten|weiterlesen mit|jetzt (?:abonnieren|weiterlesen)|solo para suscriptores|contenido exclusivo para suscriptores|contenuto riservato agli abbonati/i;

/**
 * Whether `text` is only the start of an article behind a paywall: short, and the page (`html`) either says in its
 * data that it is not free or asks to subscribe.
 */
export function isPaywallStub(text: string, html: string, isMarkedPaid: boolean): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  // Scripts without spaces between words count as one: there the length decides.
  const isShort = words < PAYWALL_STUB_WORDS && text.length < PAYWALL_STUB_WORDS * 8;
  return isShort && (isMarkedPaid || PROMPT.test(html));
}
