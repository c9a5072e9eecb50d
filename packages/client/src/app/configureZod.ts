import * as z from 'zod';

// Must run before any schema is made: without it zod would try to compile checks with `new Function`, which the
// content security policy forbids.
z.config({ jitless: true });
