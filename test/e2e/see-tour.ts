/** Runs in the page, before the application does: its tour has been seen. */
export function seeTour(): void {
  if (window.location.protocol === 'about:' || localStorage.getItem('switchbook') !== null) return;
  localStorage.setItem('switchbook', JSON.stringify({ state: { tourSeen: true }, version: 0 }));
}
