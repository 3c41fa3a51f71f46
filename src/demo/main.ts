import { AppError } from '../errors.ts';
import { runDemo } from './run-demo.ts';

try {
  await runDemo({ isOnce: process.argv.includes('--once'), print: (line) => console.log(line) });
} catch (error) {
  console.error(error instanceof AppError ? error.userMessage : error);
  process.exitCode = 1;
}
