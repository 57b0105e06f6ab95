/** Layouts and value texts of Microsoft-Windows-NdisImPlatformSysEvtProvider, in the notation of table-text.ts. */
export const NDIS_IM_PLATFORM_SYSTEM = `62de9e48-90c6-4755-8813-6a7d655b0802 Microsoft-Windows-NdisImPlatformSysEvtProvider
#16993|Team:z Status:z
#16994|Member:z Status:z
#16995|TeamNic:z Status:z
#16996|TeamNic:z Team:z Status:z
#16997,16998|Member:z TeamNic:z Status:z
#16999|Status:z`;
