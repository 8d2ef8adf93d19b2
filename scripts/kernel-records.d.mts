export function kernelRecordsText(folder: string): string;
