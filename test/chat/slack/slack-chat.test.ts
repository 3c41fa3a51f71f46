import { describeChatContract } from '../../contracts/chat-contract.ts';
import { openSlackHarness } from './slack-harness.ts';

describeChatContract('Slack', () => openSlackHarness(), { canLoseAnswers: true });
