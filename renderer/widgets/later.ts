/** A part of the page that is loaded when it is first shown: what is around it says what is seen until then. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export const later = <P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> =>
  lazy(async () => ({ default: await load() }));
