import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

// npm run profile: see README.md in this folder.
await runnerImport(fileURLToPath(new URL("profile.ts", import.meta.url)), { configFile: false, root: fileURLToPath(new URL("../../", import.meta.url)) });
