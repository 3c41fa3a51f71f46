import { slack } from '../slack/slack.ts';
export const discord = slack;
