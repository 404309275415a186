/** Hands a `tel:` address to the system: a browser asks its own handler, Electron's shell takes it at the door. */
export function handOver(tel: string): void {
  const link = document.createElement('a');
  link.href = tel;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
