import type { Brand, Nexus } from '@nexus-mfg/sdk';
import type { SimulatedDataService, SimulatedDataServiceOptions } from '@nexus-mfg/sdk/simulated';
import type { Density, NexusProvider, ThemeName } from '../src/index.ts';

/** A plant in memory, and an instance on it. */
export interface ScenePlant {
  data: SimulatedDataService;
  nexus: Nexus;
}

/** What stands on the page once a scene is mounted. */
export interface Stage extends ScenePlant {
  provider: NexusProvider;
  /** An element of the scene's markup, by selector. */
  find<E extends Element = HTMLElement>(selector: string): E;
}

/** One state of one element, on a simulated plant: looked at, tested for accessibility, shown in the documentation. */
export interface Scene {
  /** The state in kebab-case: `default`, `loading`, `empty`, `error`, `offline`, `stale`, `no-permission`, `over-plan`, … */
  name: string;
  /** One sentence for people who look at it. */
  about: string;
  /** What stands inside the provider. */
  markup: string;
  /** Plant to be in; by default a still one that the Alpenwerk admin is signed in to. */
  world?: SimulatedDataServiceOptions;
  /** Before the markup is there: latency, failures, other data. */
  prepare?(plant: ScenePlant): void | Promise<void>;
  /** Once the markup is there: properties, clicks, time that goes on. */
  arrange?(stage: Stage): void | Promise<void>;
  /** Truthy once the state is to be seen. */
  isReady(stage: Stage): unknown;
  /** Width in px that the scene is looked at in; default the page's. */
  width?: number;
}

/** All scenes of an element. */
export interface SceneSet {
  /** Last part of its tag. */
  element: string;
  scenes: readonly Scene[];
}

/** How a scene is looked at. */
export interface Look {
  theme?: ThemeName;
  density?: Density;
  locale?: string;
  dir?: 'ltr' | 'rtl';
  appearance?: Brand;
}
