import { poller } from '../feeds/poller.ts';
export const article = poller;
