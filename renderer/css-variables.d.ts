import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties, which the type of React’s styles leaves out. */
    [name: `--${string}`]: string;
  }
}
