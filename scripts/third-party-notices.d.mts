import type { Plugin } from 'vite';

export function thirdPartyNotices(root: string): Plugin;
export function packageOf(moduleId: string): readonly string[];
export function carriedPackages(root: string): readonly string[];
export function noticesText(root: string, folders: readonly string[]): string;
