export * from './atriumServer.ts';
export { ConfigurationError, readConfiguration, type Configuration } from './configuration.ts';
