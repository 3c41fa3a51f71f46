import { describeChatContract } from '../../contracts/chat-contract.ts';
import { openDiscordHarness } from './discord-harness.ts';

describeChatContract('Discord', () => openDiscordHarness(), { canLoseAnswers: true });
