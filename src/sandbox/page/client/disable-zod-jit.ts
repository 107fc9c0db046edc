import { z } from "zod";

// The page's CSP forbids `eval`, which zod's JIT would use. This must run before the first schema is created.
z.config({ jitless: true });
