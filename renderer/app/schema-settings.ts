import { z } from 'zod';

// The page's security policy forbids code made from text, which zod would otherwise try for speed. Must run before any schema is made.
z.config({ jitless: true });
