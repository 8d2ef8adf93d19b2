/** Must be imported before any schema is made: zod would otherwise try to compile code, which the page's policy forbids. */
import { z } from 'zod';

z.config({ jitless: true });
