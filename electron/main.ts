import * as electron from 'electron';
import { runDesktop } from './run-desktop.ts';

// The folder of the site is for its own user.
process.umask(0o077);
// Processes check the heads of frames and results fully in development and tests only.
process.env['NODE_ENV'] ??= 'production';
runDesktop(electron, { argv: process.argv, builtFolder: import.meta.dirname });
