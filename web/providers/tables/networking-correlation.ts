/** Layouts and value texts of Microsoft-Windows-Networking-Correlation, in the notation of table-text.ts. */
export const NETWORKING_CORRELATION = `83ed54f0-4d48-4e45-b16e-726ffd1fa4af Microsoft-Windows-Networking-Correlation
#3001!1,3002!2,3003!3,3004!4,3005!5|
#60001!1,60002!1,60003!1|SourceProvider:guid Context`;
