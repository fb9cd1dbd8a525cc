// The simulated plant for pages without a build: something to look at before there is a server.
export { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
