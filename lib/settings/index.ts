export { loadSettings, type ClusterSettings, type LoadOptions, type Settings, type ToolGatewaySettings, type ToolIdentity } from "./load";
export { settingsFile, logLevels, type Environment, type LogLevel } from "./environment";
export { SettingsError, isSettingsError, type SettingsMistake } from "./mistake";
export { type KubernetesAccess, type ToolSettings } from "./cluster";
export { type StoreSettings } from "./schema";
export { jsonSchemaText, settingsJsonSchema } from "./json-schema";
export { settingsTable } from "./reference";
export { tellNextAuth } from "./next-auth-environment";
export { personFields, type PersonField } from "./gateway";
