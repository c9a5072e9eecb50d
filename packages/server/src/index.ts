export * from './atriumServer.ts';
export { readConfiguration, type Configuration } from './configuration/configuration.ts';
export { ConfigurationError } from './configuration/configurationError.ts';
