import { z } from "zod";

// The page's policy forbids code made from text, and zod would try it. This has to run before the first shape is made.
z.config({ jitless: true });
