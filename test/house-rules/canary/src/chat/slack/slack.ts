import { discord } from '../discord/discord.ts';
export const slack = discord;
