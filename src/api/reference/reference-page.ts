import type { ApiDocument } from "./document.ts";
export const CONTENT_POLICY = "default-src 'none'";
export const referencePage = (_document: ApiDocument): string => "";
