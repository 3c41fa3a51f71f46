import { settings } from '../../config/settings.ts';
export const reader = settings;
